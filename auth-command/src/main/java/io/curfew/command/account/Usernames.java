package io.curfew.command.account;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The rules of user names: 3 to 64 letters, digits and {@code . _ - @ +}, compared without regard to case and in
 * Unicode's compatibility form (NFKC), so that names which look the same are the same.
 */
final class Usernames {
    static final int LONGEST = 64;
    private static final Pattern FORM = Pattern.compile("[\\p{L}\\p{M}\\p{N}._@+-]{3," + LONGEST + "}");

    private Usernames() {}

    /** The form in which a name is stored and compared; empty when it is no name. */
    static Optional<String> normalise(String username) {
        if (username.length() > 4 * LONGEST) {
            return Optional.empty();
        }
        String folded = Normalizer.normalize(username.strip(), Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
        String name = Normalizer.normalize(folded, Normalizer.Form.NFKC);
        return name.length() <= LONGEST && FORM.matcher(name).matches() ? Optional.of(name) : Optional.empty();
    }
}
