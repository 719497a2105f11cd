package io.curfew.e2e.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import io.curfew.e2e.client.Device;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Ten thousand entries are one page. */
class LongTimelineIT extends PagesStage {
    static final int ENTRIES = 10_000;
    /** Scrolls to the end whenever there is more, and says how many entries came. */
    static final String SCROLL =
            """
            async (all) => {
              const entries = () => document.querySelectorAll('#timeline > .event').length;
              const frame = () => new Promise(requestAnimationFrame);
              for (let still = 0, seen = 0; entries() < all && still < 600; still = entries() === seen ? still + 1 : 0) {
                seen = entries();
                window.scrollTo(0, document.documentElement.scrollHeight);
                await frame();
              }
              return entries();
            }""";

    @Test
    void a_timeline_of_ten_thousand_entries_scrolls_to_its_beginning_without_being_loaded_again() {
        LongHistory history = LongHistory.of(ENTRIES);
        history.publish(bootstrapServers());
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
