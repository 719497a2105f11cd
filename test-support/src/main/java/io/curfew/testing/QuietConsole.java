package io.curfew.testing;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Sends all output to the {@link TestLog} before the first test class is loaded. Stateless. */
public final class QuietConsole implements LauncherSessionListener {

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        TestLog unused = TestLog.running();
    }
}
