package io.curfew.command.account;

import java.text.Normalizer;

/** The rules of passwords: 8 to 128 characters of any kind but control characters; nothing else is asked of them. */
final class Passwords {
    static final int SHORTEST = 8;
    static final int LONGEST = 128;

    private Passwords() {}

    /** The same password typed on different keyboards has the same bytes (RFC 8265, OpaqueString). */
    static String normalise(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }

    static void require(String password) {
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST || length > LONGEST) {
            throw new UnacceptableException(
                    "password_unacceptable", "A password has " + SHORTEST + " to " + LONGEST + " characters.");
        }
        if (password.codePoints().anyMatch(Character::isISOControl)) {
            throw new UnacceptableException("password_unacceptable", "A password has no control characters.");
        }
    }
}
