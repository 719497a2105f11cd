package io.curfew.query.pages;

import io.curfew.events.AuthenticationFailed;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The words of the contract as people say them. Stateless. */
final class Words {
    private static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry("LOGOUT", "Signed out"),
            Map.entry("LOGOUT_ALL", "Signed out everywhere"),
            Map.entry("LOGOUT_OTHERS", "Signed out from another device"),
            Map.entry("PASSWORD_CHANGED", "Password was changed"),
            Map.entry("REFRESH_TOKEN_REUSED", "Stopped: a spent token came back"),
            Map.entry("ADMIN", "Ended by an administrator"),
            Map.entry("SESSION_LIMIT", "Too many sessions"),
            Map.entry("ACCOUNT_DISABLED", "Account was disabled"),
            Map.entry("EXPIRED", "Expired"),
            Map.entry("PASSWORD", "Wrong password"),
            Map.entry("THROTTLED", "Too many attempts"),
            Map.entry("REAUTHENTICATION", "Wrong password when it was asked for again"));

    private Words() {}

    static String reason(String reason) {
        return REASONS.getOrDefault(reason, plain(reason));
    }

    /** How often, and whether the addresses were too many to be told apart. */
    static String failures(AuthenticationFailed failed) {
        String times = failed.count() == 1 ? "once" : failed.count() + " times";
        String from = failed.ipAddress() == null ? " from further addresses" : "";
        return reason(failed.failure().name()) + ", " + times + from;
    }

    /** What was accessed and whose history it was. */
    static String access(String what, @Nullable String subject, int count) {
        String whose = subject == null ? ", not limited to one user" : " of " + subject;
        return plain(what) + whose + (count == 1 ? "" : ", " + count + " times");
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
