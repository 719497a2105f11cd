package io.curfew.query.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody is sent to another site after signing in. */
class LocalPathTest {

    @ParameterizedTest
    @ValueSource(strings = {"/ui/sessions", "/ui/audit?user=a-b&since=2026-01-01T00:00:00Z", "/ui/cluster"})
    void a_page_of_ours_is_gone_on_to(String path) {
        assertThat(LocalPath.of(path)).isEqualTo(path);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "https://evil.example",
                "//evil.example",
                "/\\evil.example",
                "/ui/\\evil.example",
                "/ui//evil.example",
                "/ui/../auth/logout",
                "javascript:alert(1)",
                "/ui/sessions\r\nSet-Cookie: a=b",
                "/ui/sessions#x",
                "/ui/sessions\"><script>",
                "/auth/sessions",
                "/ui/sign-in?next=/ui/sign-in",
                "/ui"
            })
    void anything_else_becomes_the_first_page(String path) {
        assertThat(LocalPath.of(path)).isEqualTo("/ui/sessions");
    }
}
