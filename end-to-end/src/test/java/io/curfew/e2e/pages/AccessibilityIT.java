package io.curfew.e2e.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every page by axe's rules for WCAG 2.2 AA, light and dark, wide and narrow. With {@code -Dcurfew.screenshots=true} it
 * writes what it sees to {@code docs/img}.
 */
@InBrowser
class AccessibilityIT extends PagesStage {
    private static final Path IMAGES = Path.of("../docs/img");
    private static final long LARGEST = 150 * 1024;

    @ParameterizedTest
    @CsvSource({"LIGHT,1200", "DARK,1200", "LIGHT,360"})
    void pages_are_accessible(ColorScheme scheme, int width) {
        String kind = width < 500 ? "narrow" : scheme == ColorScheme.LIGHT ? "light" : "dark";
        Page page = chromium.fresh(scheme, width);
        page.navigate("/ui/sign-in?out=1");
        look(page, "sign-in", kind);

        login("Ada’s phone", IPHONE);
        device("Laptop at work");
        Page sessions = chromium.signedIn(chromium.fresh(scheme, width), "/ui/sessions", person, PASSWORD);
        sessions.locator(".card")
                .filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText("Ada"))
                .getByRole(com.microsoft.playwright.options.AriaRole.BUTTON)
                .click();
        sessions.waitForSelector(".receipt[data-state=complete]");
        sessions.waitForSelector("#ended time");
        look(sessions, "sessions", kind);
        sessions.locator("#everywhere").click();
        look(sessions, "confirm", kind);

        Page cluster = chromium.signedIn(chromium.fresh(scheme, width), "/ui/cluster", "admin", ADMIN_PASSWORD);
        cluster.locator("#probe").click();
        cluster.waitForSelector(".receipt[data-state=complete]");
        cluster.waitForSelector(
                "#delays canvas", new Page.WaitForSelectorOptions().setState(WaitForSelectorState.VISIBLE));
        look(cluster, "cluster", kind);
        Page audit = chromium.signedIn(chromium.fresh(scheme, width), "/ui/audit", "auditor", AUDITOR_PASSWORD);
        audit.waitForSelector("#counts canvas");
        audit.waitForSelector("#state tr");
        look(audit, "audit", kind);
        sessions.navigate("/ui/cluster");
        look(sessions, "forbidden", kind);
    }

    @Test
    void nothing_moves_for_who_wants_nothing_to_move() {
        Page page = chromium.fresh();
        page.emulateMedia(
                new Page.EmulateMediaOptions().setReducedMotion(com.microsoft.playwright.options.ReducedMotion.REDUCE));
        chromium.signedIn(page, "/ui/cluster", "auditor", AUDITOR_PASSWORD);
        page.waitForSelector("#live[data-state=live]");

        assertThat(page.evaluate("document.getAnimations().length")).isEqualTo(0);
    }

    private static void look(Page page, String name, String kind) {
        assertAccessible(page);
        assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
                .as("no scrolling sideways: " + page.url())
                .isLessThanOrEqualTo((int) page.evaluate("document.documentElement.clientWidth"));
        if (Boolean.getBoolean("curfew.screenshots") && !name.equals("forbidden")) {
            picture(page, IMAGES.resolve(name + "-" + kind + ".png"));
        }
    }

    private static void picture(Page page, Path file) {
        // A timeline draws what is on the screen only, so of a page that has one a screen is taken.
        boolean whole = page.locator("#timeline").count() == 0;
        if (!whole) {
            int width = page.viewportSize().width;
            page.setViewportSize(width, width < 500 ? 1900 : 1000);
        }
        page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(whole));
        try {
            assertThat(Files.size(file)).as(file.toString()).isLessThan(LARGEST);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
