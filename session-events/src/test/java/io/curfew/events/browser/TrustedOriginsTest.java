package io.curfew.events.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which requests with a cookie count. */
class TrustedOriginsTest {
    private static final String HOST = "auth.example.org";

    private final TrustedOrigins origins =
            new TrustedOrigins(List.of("https://app.example.org", "http://LOCALHOST:3000/"));

    @ParameterizedTest
    @CsvSource({
        "https://app.example.org, same-site",
        "https://app.example.org, cross-site",
        "https://APP.example.org,",
        "http://localhost:3000, cross-site",
        "https://auth.example.org,",
        "http://auth.example.org,",
        ", same-origin",
        ", none",
        "https://auth.example.org, same-origin"
    })
    void a_change_counts_from_our_own_pages_and_from_trusted_ones(@Nullable String origin, @Nullable String site) {
        assertThat(origins.mayUseCookies("POST", origin, site, HOST)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        ",",
        "null,",
        "https://evil.example,",
        "https://evil.example, same-site",
        "https://app.example.org.evil.example,",
        "http://app.example.org,",
        "https://app.example.org:8443,",
        ", same-site",
        ", cross-site",
        "https://auth.example.org, cross-site",
        "https://auth.example.org:8443,",
        "not an origin,"
    })
    void a_change_from_elsewhere_does_not(@Nullable String origin, @Nullable String site) {
        assertThat(origins.mayUseCookies("POST", origin, site, HOST)).isFalse();
        assertThat(origins.mayUseCookies("DELETE", origin, site, HOST)).isFalse();
        assertThat(origins.mayUseCookies("GET", origin, site, HOST)).isTrue();
    }

    @Test
    void without_a_host_only_a_trusted_origin_counts() {
        assertThat(origins.isOurs("https://auth.example.org", null, null)).isFalse();
        assertThat(origins.isOurs("https://app.example.org", null, null)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*", "", "null", "app.example.org", "https://*.example.org", "https://a.example/path", "ftp://a"
            })
    void what_is_no_origin_is_refused(String entry) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrustedOrigins(List.of(entry)))
                .withMessageContaining("not an origin");
    }
}
