package io.curfew.e2e.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import io.curfew.e2e.client.Device;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** "Your sessions" as a person meets it. */
@InBrowser
class SessionsPageIT extends PagesStage {
    private static final Pattern TRUTH = Pattern.compile(
            "phone is signed out: recorded \\d\\d:\\d\\d:\\d\\d · refused on 3 of 3 nodes after \\d+ ms");

    @Test
    void signing_in_takes_a_keyboard_only_and_its_tokens_are_out_of_reach_of_scripts() {
        Page page = chromium.fresh();
        page.navigate("/");
        assertThat(page).hasURL(Pattern.compile("/ui/sign-in\\?next=%2Fui%2Fsessions$"));
        assertThat(page.getByLabel("User name")).isFocused();
        page.keyboard().type(person);
        page.keyboard().press("Tab");
        page.keyboard().type(PASSWORD);
        page.keyboard().press("Enter");
        page.waitForURL("**/ui/sessions");

        assertThat(page.context().cookies())
                .extracting(cookie -> cookie.name)
                .containsExactlyInAnyOrder("accessToken", "refreshToken");
        for (Cookie cookie : page.context().cookies()) {
            assertThat(cookie.httpOnly && cookie.secure).as(cookie.name).isTrue();
            assertThat(cookie.sameSite).isEqualTo(SameSiteAttribute.STRICT);
        }
        assertThat(page.evaluate("document.cookie")).isEqualTo("");
        page.keyboard().press("Tab");
        assertThat(page.getByText("Skip to the content")).isFocused();
        assertThat(page.getByText("Skip to the content")).isInViewport();
    }

    @Test
    void a_wrong_password_is_said_and_nothing_is_kept_of_it() {
        Page page = chromium.fresh();
        page.navigate("/ui/sign-in?next=%2F%2Fevil.example");
        page.getByLabel("User name").fill(person);
        page.getByLabel("Password").fill("not it");
        page.keyboard().press("Enter");

        assertThat(page.getByRole(AriaRole.ALERT)).hasText("The user name or the password is wrong.");
        assertThat(page.getByLabel("Password")).hasValue("");
        page.getByLabel("Password").fill(PASSWORD);
        page.keyboard().press("Enter");
        page.waitForURL("**/ui/sessions");
    }

    @Test
    void ending_one_session_shows_the_truth_about_it() {
        Device phone = device("phone");
        Page page = sessions();
        assertThat(page.locator(".card")).hasCount(2);

        card(page, "phone").getByRole(AriaRole.BUTTON).click();

        assertThat(page.getByRole(AriaRole.STATUS)).hasText(TRUTH);
        assertThat(page.locator(".card")).hasCount(1);
        assertThat(page.locator("#ended")).containsText("phone");
        platform.nodes().forEach(node -> assertThat(phone.hello(node).status()).isEqualTo(401));
    }

    /** Seen red when both lists were asked for in one queue: the second waited for the first, or was forgotten. */
    @Test
    void sessions_ended_right_after_each_other_both_leave_the_list() {
        device("phone");
        device("tablet");
        Page page = sessions();
        assertThat(page.locator(".card")).hasCount(3);
        List<Route> slow = new ArrayList<>();
        page.route("**/ui/sessions/list?*", route -> {
            if (slow.isEmpty()) {
                slow.add(route);
            } else {
                route.resume();
            }
        });

        for (String name : List.of("phone", "tablet")) {
            page.waitForResponse(
                    "**/ui/sessions/history?*",
                    () -> card(page, name).getByRole(AriaRole.BUTTON).click());
        }
        page.waitForCondition(() -> !slow.isEmpty());
        slow.get(0).resume();

        assertThat(page.locator(".card")).hasCount(1);
        assertThat(page.locator("#ended")).containsText("phone");
        assertThat(page.locator("#ended")).containsText("tablet");
    }

    @Test
    void ending_all_others_takes_the_password_again_and_focus_comes_back() {
        Device phone = device("phone");
        Device tablet = device("tablet");
        Page page = sessions();
        Locator everywhere =
                page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out everywhere else"));
        everywhere.click();
        assertThat(page.getByLabel("Password")).isFocused();
        page.keyboard().press("Escape");
        assertThat(everywhere).isFocused();

        page.keyboard().press("Enter");
        page.keyboard().type("not it");
        page.keyboard().press("Enter");
        assertThat(page.locator("#confirm-error")).hasText("The password is wrong.");
        assertThat(phone.hello(platform.nodes().get(0)).status()).isEqualTo(200);
        page.getByLabel("Password").fill(PASSWORD);
        page.keyboard().press("Enter");

        assertThat(page.getByRole(AriaRole.STATUS)).containsText("2 other devices are signed out: recorded ");
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("refused on 3 of 3 nodes");
        assertThat(page.locator(".card")).hasCount(1);
        assertThat(tablet.hello(platform.nodes().get(1)).status()).isEqualTo(401);
    }

    @Test
    void a_session_that_is_ended_elsewhere_is_at_the_sign_in_page_with_its_next_click() {
        Page page = sessions();
        Device other = device("phone");
        assertThat(other.call("DELETE", "/auth/sessions/others", null).status()).isEqualTo(200);

        Awaitility.await().untilAsserted(() -> {
            page.navigate("/ui/sessions");
            assertThat(page.url()).contains("/ui/sign-in");
        });
        assertThat(page.getByLabel("User name")).isVisible();
    }

    @Test
    void signing_out_ends_the_session_and_shows_that_every_node_refuses_it() {
        Page page = sessions();
        page.locator("#sign-out").click();

        page.waitForURL("**/ui/sign-in?out=1");
        assertThat(page.getByText("You are signed out.")).isVisible();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("refused on 3 of 3 nodes");
        assertThat(page.context().cookies()).isEmpty();
    }

    @Test
    void an_access_token_that_is_gone_is_renewed_without_a_word() {
        Page page = sessions();
        page.context()
                .clearCookies(new com.microsoft.playwright.BrowserContext.ClearCookiesOptions().setName("accessToken"));

        page.navigate("/ui/sessions");

        page.waitForURL("**/ui/sessions");
        assertThat(page.locator(".badge")).isVisible();
    }

    @Test
    void an_open_page_renews_its_sign_in_before_it_ends() {
        Page page = chromium.fresh();
        page.clock().install();
        chromium.signedIn(page, "/ui/sessions", person, PASSWORD);
        String before = accessToken(page);

        Response renewal =
                page.waitForResponse("**/auth/refresh", () -> page.clock().fastForward("13:00"));

        assertThat(renewal.status()).isEqualTo(200);
        assertThat(accessToken(page)).isNotEqualTo(before);
        // Both are for the front door alone.
        for (String token : List.of(before, accessToken(page))) {
            JsonNode claims = new JsonMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.", 3)[1]));
            assertThat(claims.get("aud")).singleElement().isEqualTo(claims.get("iss"));
        }
        assertThat(page.url()).endsWith("/ui/sessions");
    }

    private static String accessToken(Page page) {
        return page.context().cookies().stream()
                .filter(cookie -> cookie.name.equals("accessToken"))
                .map(cookie -> cookie.value)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void what_a_client_says_of_itself_is_text_and_never_runs() {
        login("\"><img src=x onerror=alert(1)>", "<script>alert(2)</script>");
        Page page = sessions();

        assertThat(page.getByText("\"><img src=x onerror=alert(1)>")).isVisible();
        assertThat(page.getByText("<script>alert(2)</script>")).isVisible();
        assertThat(page.locator("main img, main script")).hasCount(0);
    }

    @Test
    void times_are_local_and_utc_on_hover() {
        Page page = sessions();
        Locator time = page.locator("dd time:not([data-as])").first();

        String utc = time.getAttribute("datetime");
        assertThat(time.getAttribute("title")).isEqualTo(utc.substring(0, 19).replace('T', ' ') + " UTC");
        String local = java.time.Instant.parse(utc)
                .atZone(java.time.ZoneId.of("Asia/Kolkata"))
                .format(java.time.format.DateTimeFormatter.ofPattern("HH:mm"));
        assertThat(time).containsText(local);
    }

    private static Locator card(Page page, String title) {
        return page.locator(".card").filter(new Locator.FilterOptions().setHasText(title));
    }
}
