package io.curfew.e2e.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.e2e.client.Platform;
import io.curfew.e2e.deployment.OneProcess;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** A browser, and whatever platform a test class looks at with it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BrowserStage {
    static final String AUDITOR_PASSWORD = OneProcess.AUDITOR_PASSWORD;

    SharedBrowser browser;
    Platform platform;
    Chromium chromium;

    @BeforeAll
    void browser(SharedBrowser shared) {
        browser = shared;
    }

    @AfterEach
    void no_page_did_what_its_policy_forbids() {
        List<String> offences = chromium.offences();
        chromium.forget();
        assertThat(offences).isEmpty();
    }
}
