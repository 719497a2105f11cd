package io.curfew.e2e.pages;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import io.curfew.e2e.deployment.OneForAll;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** The Chromium of this machine. One test class at a time has it: its driver is not thread-safe, and it needs a whole core. */
@OneForAll
final class SharedBrowser implements AutoCloseable {
    private final Playwright playwright =
            Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private final Browser browser = playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions()
                    .setExecutablePath(Chromium.installed().orElseThrow())
                    .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")));

    /** For people who look at the pages there. */
    Chromium at(URI home) {
        return new Chromium(browser, home);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
