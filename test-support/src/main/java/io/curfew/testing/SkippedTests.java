package io.curfew.testing;

import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** Says on the console what was skipped and why, one line each. Stateless. */
public final class SkippedTests implements TestExecutionListener {

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        TestLog log = TestLog.running();
        if (log != null) {
            log.say("SKIPPED " + test.getLegacyReportingName() + ": "
                    + reason.lines().findFirst().orElse("no reason was given"));
        }
    }
}
