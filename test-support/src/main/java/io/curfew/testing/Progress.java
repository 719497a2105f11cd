package io.curfew.testing;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** Marks in the log where tests start and end; says on the console what failed or is skipped as it happens, a line each. Stateless. */
public final class Progress implements TestExecutionListener {

    @Override
    public void executionStarted(TestIdentifier test) {
        mark("started " + test.getUniqueId());
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        mark("ended " + result.getStatus() + " " + test.getUniqueId());
        if (result.getStatus() == TestExecutionResult.Status.FAILED) {
            say("FAILED " + name(test)
                    + result.getThrowable().map(Progress::where).orElse(""));
        }
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        skipped(test, reason);
    }

    private static void skipped(TestIdentifier test, String reason) {
        say("SKIPPED " + name(test) + ": " + reason.lines().findFirst().orElse("no reason was given"));
    }

    private static String where(Throwable failure) {
        return Arrays.stream(failure.getSuppressed())
                .filter(LogOfFailure.LoggedIn.class::isInstance)
                .map(logged -> ", " + logged.getMessage())
                .collect(Collectors.joining());
    }

    private static String name(TestIdentifier test) {
        return test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(MethodSource.class::cast)
                .map(method -> method.getClassName() + "." + method.getMethodName())
                .orElse(test.getLegacyReportingName());
    }

    private static void mark(String what) {
        if (TestLog.running() != null) {
            System.out.println("---- " + what);
        }
    }

    private static void say(String line) {
        TestLog log = TestLog.running();
        if (log != null) {
            log.say(line);
        }
    }
}
