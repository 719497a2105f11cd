package io.curfew.testing;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Keeps what was logged from the start of a test class until one of its tests failed, and the failure itself, and names that
 * file in the failure. Classes that ran at the same time are in it too. Stateless.
 */
public final class LogOfFailure
        implements BeforeAllCallback, TestExecutionExceptionHandler, LifecycleMethodExecutionExceptionHandler {
    private static final Pattern ROW = Pattern.compile("test-template-invocation:#(\\d+)");
    private static final Namespace NAMESPACE = Namespace.create(LogOfFailure.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        TestLog log = TestLog.running();
        if (log != null) {
            context.getStore(NAMESPACE).put("start", log.position());
        }
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw withLog(context, failure);
    }

    @Override
    public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw withLog(context, failure);
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw withLog(context, failure);
    }

    @Override
    public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw withLog(context, failure);
    }

    @Override
    public void handleAfterAllMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw withLog(context, failure);
    }

    private static Throwable withLog(ExtensionContext context, Throwable failure) {
        TestLog log = TestLog.running();
        @Nullable Long start = context.getStore(NAMESPACE).get("start", Long.class);
        // An assumption that does not hold is no failure.
        if (log != null && start != null && !(failure instanceof org.opentest4j.TestAbortedException)) {
            String name = name(context);
            failure.printStackTrace();
            failure.addSuppressed(new LoggedIn(log.copySince(start, name)));
        }
        return failure;
    }

    /** Of each row of a parameterized test another one. */
    private static String name(ExtensionContext context) {
        Matcher row = ROW.matcher(context.getUniqueId());
        return context.getRequiredTestClass().getSimpleName()
                + context.getTestMethod().map(method -> "." + method.getName()).orElse("")
                + (row.find() ? "-" + row.group(1) : "");
    }

    /** Not a failure by itself: where the log of the failure is. */
    static final class LoggedIn extends Exception {
        private static final long serialVersionUID = 1;

        LoggedIn(Path file) {
            super("log: " + file, null, false, false);
        }
    }
}
