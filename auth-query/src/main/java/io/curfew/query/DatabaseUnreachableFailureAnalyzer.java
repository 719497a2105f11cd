package io.curfew.query;

import java.sql.SQLException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints a {@link DatabaseUnreachableException} as one sentence instead of a stack trace. */
final class DatabaseUnreachableFailureAnalyzer extends AbstractFailureAnalyzer<DatabaseUnreachableException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, DatabaseUnreachableException cause) {
        SQLException sql = findCause(rootFailure, SQLException.class);
        String why = sql == null ? String.valueOf(cause.getMessage()) : firstLine(String.valueOf(sql.getMessage()));
        return new FailureAnalysis(
                "The database of auth-query cannot be used: " + why,
                "Start the database, or correct spring.datasource.url, .username and .password.",
                cause);
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse(text);
    }
}
