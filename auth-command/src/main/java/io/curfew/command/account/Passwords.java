package io.curfew.command.account;

import com.nulabinc.zxcvbn.StandardDictionaries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/**
 * The rules of passwords: 8 to 128 characters of any kind but control characters, none of the 30,000 commonest, not the
 * user's name, and more than one character over and over (OWASP ASVS 5.0, 6.2.1, 6.2.4, 6.2.11). Stateless.
 */
final class Passwords {
    static final int SHORTEST = 8;
    static final int LONGEST = 128;

    private static final Set<String> COMMON = common();

    private Passwords() {}

    /** The same password typed on different keyboards has the same bytes (RFC 8265, OpaqueString). */
    static String normalise(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }

    static void require(String username, String password) {
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST || length > LONGEST) {
            throw unacceptable("A password has " + SHORTEST + " to " + LONGEST + " characters.");
        }
        if (password.codePoints().anyMatch(Character::isISOControl)) {
            throw unacceptable("A password has no control characters.");
        }
        if (password.codePoints().distinct().count() == 1) {
            throw unacceptable("A password must not repeat a single character.");
        }
        String folded = normalise(password).toLowerCase(Locale.ROOT).strip();
        if (COMMON.contains(folded)) {
            throw unacceptable("This password is among the most common ones.");
        }
        if (folded.equals(username) || folded.equals(local(username))) {
            throw unacceptable("A password must not be the user name.");
        }
    }

    /** What stands before the sign of an address. */
    private static String local(String username) {
        int at = username.indexOf('@');
        return at < 0 ? username : username.substring(0, at);
    }

    private static UnacceptableException unacceptable(String why) {
        return new UnacceptableException("password_unacceptable", why);
    }

    private static Set<String> common() {
        try {
            return Set.copyOf(StandardDictionaries.PASSWORDS_LOADER.load().getFrequencies());
        } catch (IOException e) {
            throw new UncheckedIOException("the list of common passwords is part of the program", e);
        }
    }
}
