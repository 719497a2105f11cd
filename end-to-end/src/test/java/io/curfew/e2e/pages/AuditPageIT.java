package io.curfew.e2e.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.curfew.e2e.client.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The history, as an auditor reads it. */
@InBrowser
class AuditPageIT extends PagesStage {

    private Device auditor;

    @BeforeEach
    void an_auditor() {
        auditor = Device.login(platform, "auditor", AUDITOR_PASSWORD, "reader");
    }

    private Page audit(String query) {
        return chromium.signedIn(chromium.fresh(), "/ui/audit" + query, "auditor", AUDITOR_PASSWORD);
    }

    @Test
    void the_newest_event_comes_first_with_what_led_to_it() {
        Device phone = device("phone");
        assertThat(phone.refresh().status()).isEqualTo(200);
        assertThat(phone.logout().status()).isEqualTo(204);
        awaitEvents(phone, 3);
        Page page = audit("?session=" + phone.sessionId());

        assertThat(page.locator(".event-head strong")).hasText(new String[] {"Session ended", "Renewed", "Signed in"});
        Locator ended = page.locator(".event").first();
        assertThat(ended.locator(".causes a")).hasText(new String[] {"Signed in", "Renewed"});
        assertThat(ended).containsText("Signed out");
        assertThat(page.locator("#counts canvas")).isVisible();
        assertThat(page.locator("#counts-text")).containsText("3 events");
    }

    @Test
    void more_of_a_long_timeline_comes_by_scrolling_and_the_page_is_not_loaded_again() {
        Device phone = device("phone");
        for (int i = 0; i < 120; i++) {
            assertThat(phone.refresh().status()).isEqualTo(200);
        }
        awaitEvents(phone, 121);
        Page page = audit("?session=" + phone.sessionId());
        page.evaluate("window.same = true");
        assertThat(page.locator(".event")).hasCount(50);

        for (int i = 0; i < 4 && page.locator(".event").count() < 121; i++) {
            int before = page.locator(".event").count();
            page.locator("#timeline > li").last().scrollIntoViewIfNeeded();
            page.waitForFunction("n => document.querySelectorAll('.event').length > n", before);
        }

        assertThat(page.locator(".event")).hasCount(121);
        assertThat(page.evaluate("window.same")).isEqualTo(true);
    }

    @Test
    void what_a_client_says_of_itself_is_text_and_never_runs() {
        login("\"><img src=x onerror=alert(1)>", "<script>alert(2)</script>");
        awaitShown("onerror");
        Page page = audit("?type=session.started");

        Locator event = page.locator(".event", new Page.LocatorOptions().setHasText("onerror"));
        assertThat(event).containsText("\"><img src=x onerror=alert(1)>");
        event.getByText("Record").click();
        assertThat(event).containsText("<script>alert(2)</script>");
        assertThat(page.locator("#state")).containsText("\"><img src=x onerror=alert(1)>");
        assertThat(page.locator("main img, main script")).hasCount(0);
    }

    @Test
    void a_cause_is_gone_to_on_the_page_and_looked_for_where_it_is_not() {
        Device phone = device("phone");
        assertThat(phone.logout().status()).isEqualTo(204);
        awaitEvents(phone, 2);
        Page page = audit("?session=" + phone.sessionId());
        page.evaluate("window.same = true");
        Locator cause = page.locator(".event").first().locator(".causes a").first();
        cause.click();
        assertThat(page.locator(".event:target strong")).hasText("Signed in");
        assertThat(page.evaluate("window.same")).isEqualTo(true);

        page.navigate("/ui/audit?session=" + phone.sessionId() + "&type=session.revoked");
        page.locator(".event").first().locator(".causes a").first().click();
        assertThat(page.locator(".event:target strong")).hasText("Signed in");
    }

    @Test
    void the_state_of_any_time_is_a_slider_away() {
        Device phone = device("phone");
        assertThat(phone.logout().status()).isEqualTo(204);
        awaitEvents(device("laptop"), 1);
        awaitEvents(phone, 2);
        Page page = audit("?user=" + userOf(phone));

        assertThat(page.locator("#state-text")).hasText("One session.");
        assertThat(page.locator("#state")).containsText("laptop");
        page.locator("#as-of").focus();
        page.keyboard().press("Home");
        assertThat(page.locator("#state-text")).hasText("0 sessions.");
    }

    @Test
    void a_filter_that_cannot_be_understood_is_said_and_what_was_typed_stays() {
        Page page = audit("?user=a&initiator=NOBODY");

        assertThat(page.locator(".filter .error")).hasText("There is no such initiator.");
        assertThat(page.getByLabel("User", new Page.GetByLabelOptions().setExact(true)))
                .hasValue("a");
    }

    @Test
    void the_record_is_verified_with_a_click() {
        device("phone");
        Page page = audit("");
        page.locator("#verify").click();

        assertThat(page.locator("#receipts"))
                .containsText(
                        Pattern.compile("The record is intact|The record could not be proved whole"),
                        new com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions()
                                .setTimeout(20_000));
    }

    @Test
    void the_history_is_exported_as_it_is_filtered() throws IOException {
        Device phone = device("phone");
        awaitEvents(phone, 1);
        Page page = audit("?session=" + phone.sessionId());

        Download download =
                page.waitForDownload(() -> page.getByText("JSON lines").click());

        String lines = Files.readString(download.path());
        assertThat(lines.lines()).hasSize(1);
        assertThat(lines).contains(phone.sessionId(), "session.started");
    }

    private String userOf(Device device) {
        return events("session=" + device.sessionId()).get(0).get("user_id").asString();
    }

    /** Until so many events of its session are on record, and its device can be named: a page is of its moment. */
    private void awaitEvents(Device device, int count) {
        await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> events("session=" + device.sessionId()),
                        events -> events.size() == count
                                && events.get(0).at("/device/name").isString());
    }

    private void awaitShown(String text) {
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        events("type=session.started&order=desc").toString().contains(text));
    }

    private JsonNode events(String query) {
        return auditor.call("GET", "/audit/events?limit=500&" + query, null)
                .json()
                .path("events");
    }
}
