package io.curfew.e2e.pages;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Browsers of people who look at the pages of one platform, which must run nothing that a page's policy forbids. Not
 * thread-safe.
 */
final class Chromium {
    private static final int PATIENCE = 30_000;

    static {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE); // they do not go by their page's patience
    }

    private final Browser browser;
    private final URI home;
    private final List<BrowserContext> open = new ArrayList<>();
    private final List<String> offences = new ArrayList<>();

    Chromium(Browser browser, URI home) {
        this.browser = browser;
        this.home = home;
    }

    /** Whether the tests that need one run: where there is one, and where one was promised, so that they fail without. */
    static boolean runs() {
        return installed().isPresent() || Boolean.getBoolean("curfew.chromium");
    }

    static Optional<Path> installed() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** A browser of its own: no cookies, no memory. */
    Page fresh(ColorScheme scheme, int width) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setBaseURL(home.toString())
                .setColorScheme(scheme)
                .setViewportSize(width, 900)
                .setLocale("en-GB")
                .setTimezoneId("Asia/Kolkata"));
        open.add(context);
        context.setDefaultTimeout(PATIENCE);
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                offences.add(page.url() + ": " + message.text());
            }
        });
        page.onPageError(error -> offences.add(page.url() + ": " + error));
        page.onDialog(dialog -> {
            offences.add(page.url() + ": a script ran: " + dialog.message());
            dialog.dismiss();
        });
        return page;
    }

    Page fresh() {
        return fresh(ColorScheme.LIGHT, 1200);
    }

    /** Signs in on whatever page that leads to. */
    Page signedIn(Page page, String path, String username, String password) {
        page.navigate(path);
        page.getByLabel("User name").fill(username);
        page.getByLabel("Password").fill(password);
        page.keyboard().press("Enter");
        page.waitForURL("**" + path);
        return page;
    }

    /** What scripts did wrong, and what the policies of pages had to prevent. */
    List<String> offences() {
        return List.copyOf(offences);
    }

    /** Closes every page: open ones go on asking and drawing. */
    void forget() {
        open.forEach(BrowserContext::close);
        open.clear();
    }
}
