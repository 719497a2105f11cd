package io.curfew.listener.spring;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Turns a bad setting into one sentence and what to do, instead of a stack trace. */
final class ListenerSettingFailureAnalyzer extends AbstractFailureAnalyzer<ListenerSettingException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, ListenerSettingException cause) {
        return new FailureAnalysis(
                "The revocation listener cannot be built: " + cause.getMessage() + ".",
                "Correct the curfew.listener.* properties, or set curfew.listener.enabled=false to run without"
                        + " revocation (revoked tokens then stay valid until they expire).",
                cause);
    }
}
