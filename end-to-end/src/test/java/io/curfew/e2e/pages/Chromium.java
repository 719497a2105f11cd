package io.curfew.e2e.pages;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The Chromium of this machine, which must run nothing that a page's policy forbids. Not thread-safe. */
final class Chromium implements AutoCloseable {
    static {
        PlaywrightAssertions.setDefaultAssertionTimeout(20_000); // they do not go by their page's patience
    }

    private final Playwright playwright =
            Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private final Browser browser = playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions()
                    .setExecutablePath(installed().orElseThrow())
                    .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")));
    private final List<String> offences = new ArrayList<>();
    private final URI home;

    Chromium(URI home) {
        this.home = home;
    }

    /** Whether the tests that need one run; says so where they do not, and lets them fail where one was promised. */
    static boolean runs() {
        boolean there = installed().isPresent();
        if (!there && !Boolean.getBoolean("curfew.chromium")) {
            System.out.println("pages: no Chromium on this machine; the tests of the pages in a browser are SKIPPED");
            return false;
        }
        return true;
    }

    private static Optional<Path> installed() {
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
        context.setDefaultTimeout(20_000);
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

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
