package io.curfew.e2e.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.microsoft.playwright.Page;
import io.curfew.e2e.client.Device;
import io.curfew.e2e.client.Http;
import io.curfew.e2e.deployment.OneProcess;
import io.curfew.e2e.deployment.PagesPlatform;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A platform, a browser, and a person who is signed in nowhere yet. */
abstract class PagesStage extends BrowserStage {
    static final String PASSWORD = "correct horse battery";
    static final String ADMIN_PASSWORD = OneProcess.ADMIN_PASSWORD;
    static final String IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15"
            + " (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1";
    /** The rules of axe for WCAG 2.2, levels A and AA. */
    private static final List<String> WCAG = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa");

    String person;

    @BeforeAll
    void pages(PagesPlatform pages) {
        platform = pages.platform();
        chromium = browser.at(platform.frontDoor());
    }

    @BeforeEach
    void a_person() {
        person = "ada-" + UUID.randomUUID().toString().substring(0, 8);
        assertThat(Device.register(platform, person, PASSWORD).status()).isEqualTo(201);
    }

    /** A device that lists show by its name. */
    Device device(String name) {
        Device device = Device.login(platform, person, PASSWORD, name);
        await().atMost(Duration.ofSeconds(30)).until(() -> device.call("GET", "/auth/sessions", null)
                .json()
                .path("sessions")
                .findValuesAsString("device_name")
                .contains(name));
        return device;
    }

    /** A login with a user agent of one's choice. */
    void login(String deviceName, String userAgent) {
        assertThat(Http.send(
                                "POST",
                                platform.frontDoor().resolve("/auth/login"),
                                Map.of("username", person, "password", PASSWORD, "device_name", deviceName),
                                "User-Agent",
                                userAgent)
                        .status())
                .isEqualTo(200);
    }

    Page sessions() {
        return chromium.signedIn(chromium.fresh(), "/ui/sessions", person, PASSWORD);
    }

    static void assertAccessible(Page page) {
        AxeResults results = new AxeBuilder(page).withTags(WCAG).analyze();
        assertThat(results.getViolations())
                .as(page.url() + ": " + results.getViolations())
                .isEmpty();
        assertThat(results.getPasses()).as("rules were applied").hasSizeGreaterThan(10);
    }
}
