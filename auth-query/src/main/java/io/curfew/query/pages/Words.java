package io.curfew.query.pages;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The words of the contract as people say them. Stateless. */
final class Words {
    private static final Map<String, String> REASONS = Map.of(
            "LOGOUT", "Signed out",
            "LOGOUT_ALL", "Signed out everywhere",
            "LOGOUT_OTHERS", "Signed out from another device",
            "PASSWORD_CHANGED", "Password was changed",
            "REFRESH_TOKEN_REUSED", "Stopped: a spent token came back",
            "ADMIN", "Ended by an administrator",
            "SESSION_LIMIT", "Too many sessions",
            "ACCOUNT_DISABLED", "Account was disabled",
            "EXPIRED", "Expired");

    private Words() {}

    static String reason(String reason) {
        return REASONS.getOrDefault(reason, plain(reason));
    }

    static String method(@Nullable String method) {
        return method == null ? "Unknown" : plain(method);
    }

    /** A name such as SOME_THING as "Some thing". */
    static String plain(String name) {
        String words = name.replace('_', ' ').toLowerCase(Locale.ROOT);
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
