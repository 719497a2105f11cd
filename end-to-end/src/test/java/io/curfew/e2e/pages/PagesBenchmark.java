package io.curfew.e2e.pages;

import com.microsoft.playwright.Page;
import io.curfew.e2e.client.Device;
import io.curfew.e2e.deployment.OneProcess;
import io.curfew.e2e.deployment.Settled;
import java.util.ArrayList;
import java.util.List;

/**
 * How long the pages take in a real Chromium, warm, on what {@code ./run} starts: until the first byte, the first paint and
 * the end of loading, as the browser itself tells (Navigation Timing, Paint Timing); and how a timeline of many entries
 * scrolls. The floor is the sign-in page, which asks no database anything.
 */
final class PagesBenchmark {
    private static final int WARM_UP = 15;
    private static final String TIMES =
            """
            () => {
              const load = performance.getEntriesByType('navigation')[0];
              const paint = performance.getEntriesByName('first-contentful-paint')[0];
              return [load.responseStart, paint.startTime, load.loadEventEnd];
            }""";
    private static final String PAINTED = "() => performance.getEntriesByName('first-contentful-paint').length"
            + " && performance.getEntriesByType('navigation')[0].loadEventEnd > 0";

    private PagesBenchmark() {}

    /** Takes {@code --rounds} and {@code --entries}. */
    public static void main(String[] args) {
        int rounds = option(args, "--rounds", 50);
        int entries = option(args, "--entries", LongTimelineIT.ENTRIES);
        try (OneProcess started = new OneProcess(Settled.PATIENT, "orders", "billing");
                SharedBrowser browser = new SharedBrowser()) {
            Chromium chromium = browser.at(started.platform().frontDoor());
            LongHistory history = LongHistory.of(entries, entries);
            history.publish(started.bootstrapServers());
            Device reader = Device.login(started.platform(), "auditor", OneProcess.AUDITOR_PASSWORD, "reader");
            LongTimelineIT.awaitLast(history, reader);
            Page page = chromium.signedIn(chromium.fresh(), "/ui/sessions", "auditor", OneProcess.AUDITOR_PASSWORD);
            System.out.printf("%-16s %26s %26s %26s%n", "ms: p50 p99 max", "first byte", "first paint", "loaded");
            for (String path : List.of("/ui/sign-in?out=1", "/ui/sessions", "/ui/audit", "/ui/cluster")) {
                load(page, path, rounds);
            }
            scroll(page, "/ui/audit?user=" + history.user(), entries);
        }
    }

    private static void load(Page page, String path, int rounds) {
        List<List<Double>> columns = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int round = -WARM_UP; round < rounds; round++) {
            page.navigate(path);
            page.waitForFunction(PAINTED);
            List<?> times = (List<?>) page.evaluate(TIMES);
            for (int i = 0; round >= 0 && i < columns.size(); i++) {
                columns.get(i).add(((Number) times.get(i)).doubleValue());
            }
        }
        System.out.printf(
                "%-16s %26s %26s %26s%n",
                path.replaceAll("\\?.*", ""), told(columns.get(0)), told(columns.get(1)), told(columns.get(2)));
    }

    private static void scroll(Page page, String path, int entries) {
        page.navigate(path);
        page.waitForFunction(PAINTED);
        long began = System.nanoTime();
        Object shown = page.evaluate(LongTimelineIT.SCROLL, entries);
        double seconds = (System.nanoTime() - began) / 1e9;
        Object elements = page.evaluate("document.querySelectorAll('*').length");
        double heap = ((Number) page.evaluate("performance.memory.usedJSHeapSize")).doubleValue();
        System.out.printf(
                "scrolled to the end of %s entries in %.1f s without a reload; then %s elements, %.0f MB of scripts' memory%n",
                shown, seconds, elements, heap / (1 << 20));
    }

    private static String told(List<Double> times) {
        times.sort(null);
        return "%.0f %.0f %.0f".formatted(at(times, 50), at(times, 99), times.get(times.size() - 1));
    }

    private static double at(List<Double> ascending, int percent) {
        return ascending.get((ascending.size() * percent + 99) / 100 - 1);
    }

    private static int option(String[] args, String name, int otherwise) {
        int at = List.of(args).indexOf(name);
        return at < 0 ? otherwise : Integer.parseInt(args[at + 1]);
    }
}
