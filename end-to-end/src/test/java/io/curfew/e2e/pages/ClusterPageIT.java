package io.curfew.e2e.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.curfew.e2e.client.Device;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The fleet, as an operator sees it. */
@InBrowser
class ClusterPageIT extends PagesStage {

    private Page cluster(String name, String password) {
        return chromium.signedIn(chromium.fresh(), "/ui/cluster", name, password);
    }

    @Test
    void the_nodes_are_shown_live() {
        Page page = cluster("auditor", AUDITOR_PASSWORD);

        assertThat(page.locator("#live-text")).hasText("live");
        assertThat(page.locator(".node")).hasCount(3);
        assertThat(page.locator(".node .state")).hasText(new String[] {"ready", "ready", "ready"});
        assertThat(page.locator("#outbox")).hasText("0");
        assertThat(page.locator("#probe")).hasCount(0);
        String first = page.locator("#nodes").innerText();
        page.waitForFunction("before => document.getElementById('nodes').innerText !== before", first);
    }

    @Test
    void a_test_token_is_revoked_and_its_way_to_every_node_measured() {
        Page page = cluster("admin", ADMIN_PASSWORD);
        page.locator("#probe").click();

        assertThat(page.locator("#receipts"))
                .hasText(Pattern.compile("Test token: recorded .* refused on 3 of 3 nodes after \\d+ ms"));
        assertThat(page.locator("#probe-places tbody tr")).hasCount(3);
        assertThat(page.locator("#probe-places tbody")).containsText("front-door");
        assertThat(page.locator("#delays canvas")).isVisible();
        assertThat(page.locator("#delays-text")).containsText("half of all words within");
    }

    @Test
    void a_stream_ends_with_its_session() {
        Page page = cluster("auditor", AUDITOR_PASSWORD);
        assertThat(page.locator("#live-text")).hasText("live");

        Device other = Device.login(platform, "auditor", AUDITOR_PASSWORD, "other");
        assertThat(other.call("DELETE", "/auth/sessions/others", null).status()).isEqualTo(200);

        page.waitForURL("**/ui/sign-in?next=%2Fui%2Fcluster");
    }

    @Test
    void a_user_sees_nothing_of_it() {
        Page page = sessions();
        page.navigate("/ui/cluster");

        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Not for this account")))
                .isVisible();
    }
}
