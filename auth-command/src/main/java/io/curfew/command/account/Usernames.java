package io.curfew.command.account;

import com.ibm.icu.text.SpoofChecker;
import com.ibm.icu.text.SpoofChecker.RestrictionLevel;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The rules of user names: 3 to 64 letters, digits and {@code . _ - @ +}, compared without regard to case and in
 * Unicode's compatibility form (NFKC). New names keep to one script, hide no marks and mix no digits (UTS 39, sections 5.2 and
 * 5.3), and none can be mistaken for that of a bootstrap account. Two names of different scripts, or {@code rn} and
 * {@code m}, can still look alike. Stateless.
 */
final class Usernames {
    static final int LONGEST = 64;
    private static final Pattern FORM = Pattern.compile("[\\p{L}\\p{M}\\p{N}._@+-]{3," + LONGEST + "}");
    private static final Pattern STARTS_WITH_MARK = Pattern.compile("\\p{M}");
    private static final List<String> RESERVED = List.of(BootstrapAccounts.ADMIN, BootstrapAccounts.AUDITOR);
    private static final SpoofChecker SPOOFS = new SpoofChecker.Builder()
            .setChecks(SpoofChecker.RESTRICTION_LEVEL
                    | SpoofChecker.INVISIBLE
                    | SpoofChecker.MIXED_NUMBERS
                    | SpoofChecker.HIDDEN_OVERLAY
                    | SpoofChecker.CONFUSABLE)
            .setRestrictionLevel(RestrictionLevel.SINGLE_SCRIPT_RESTRICTIVE)
            .build();

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

    /** The same for a name that is to be taken, which must not look like another. */
    static Optional<String> normaliseNew(String username) {
        return normalise(username)
                .filter(name -> !STARTS_WITH_MARK.matcher(name).lookingAt() && !SPOOFS.failsChecks(name));
    }

    /** Whether a name is that of a bootstrap account, or looks like it. */
    static boolean isReserved(String name) {
        return RESERVED.stream().anyMatch(reserved -> SPOOFS.areConfusable(name, reserved) != 0);
    }
}
