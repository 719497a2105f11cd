package io.curfew.e2e.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import io.curfew.e2e.client.Device;
import io.curfew.e2e.deployment.JourneyPlatform;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Ten thousand entries are one page. They are in no store: the platform they are on could not verify its history. */
@InBrowser
@ResourceLock(JourneyPlatform.LOCK)
class LongTimelineIT extends BrowserStage {
    static final int ENTRIES = 10_000;
    private static final int PER_SESSION = 100;
    /** Scrolls to the end whenever more has come, and now and then while nothing comes; says how many entries came. */
    static final String SCROLL =
            """
            async (all) => {
              const timeline = document.getElementById('timeline');
              const entries = timeline.getElementsByClassName('event');
              const more = (seen) => new Promise((done) => {
                const observer = new MutationObserver(() => { if (entries.length > seen) done(); });
                observer.observe(timeline, {childList: true});
                setTimeout(done, 100);
              });
              for (let still = 0, seen = 0; entries.length < all && still < 600; still = entries.length === seen ? still + 1 : 0) {
                seen = entries.length;
                window.scrollTo(0, document.documentElement.scrollHeight);
                await more(seen);
              }
              return entries.length;
            }""";

    private String bootstrapServers = "";

    @BeforeAll
    void started(JourneyPlatform shared) {
        platform = shared.platform();
        bootstrapServers = shared.bootstrapServers();
        chromium = browser.at(platform.frontDoor());
    }

    @Test
    void a_timeline_of_ten_thousand_entries_scrolls_to_its_beginning_without_being_loaded_again() {
        LongHistory history = LongHistory.of(ENTRIES, PER_SESSION);
        history.publish(bootstrapServers);
        awaitLast(history, Device.login(platform, "auditor", AUDITOR_PASSWORD, "reader"));
        String path = "/ui/audit?user=" + history.user();
        Page page = chromium.signedIn(chromium.fresh(), path, "auditor", AUDITOR_PASSWORD);
        page.evaluate("window.same = true");
        List<String> loads = new ArrayList<>();
        page.onRequest(request -> note(request, loads));

        assertThat(page.evaluate(SCROLL, ENTRIES)).isEqualTo(ENTRIES);

        assertThat(loads).as("whole pages loaded").isEmpty();
        assertThat(page.evaluate("window.same")).isEqualTo(true);
        assertThat(page.evaluate("new Set([...document.querySelectorAll('.event')].map(e => e.id)).size"))
                .isEqualTo(ENTRIES);
        assertThat(page.locator(".event").last().locator(".event-head strong")).hasText("Signed in");
        assertThat(page.locator(".event").last().locator("time").first())
                .hasAttribute("title", Pattern.compile(".* UTC"));
        // What one has scrolled to is what is shown, and nothing asks for more.
        page.locator(".event").last().scrollIntoViewIfNeeded();
        assertThat(page.locator(".event").last()).isInViewport();
        assertThat(page.locator("#timeline .more")).hasCount(0);
    }

    private static void note(Request request, List<String> loads) {
        if (request.isNavigationRequest()) {
            loads.add(request.url());
        }
    }

    static void awaitLast(LongHistory history, Device auditor) {
        String newest = "/audit/events?order=desc&limit=1&user=" + history.user();
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> {
            var events = auditor.call("GET", newest, null).json().get("events");
            return !events.isEmpty() && events.get(0).get("seq").asInt() == history.events() - 1;
        });
    }
}
