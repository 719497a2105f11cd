package io.curfew.command.web.body;

import io.curfew.command.web.problem.ProblemCode;
import io.curfew.command.web.problem.ProblemException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks of text that comes from outside. Stateless. */
public final class Text {
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z0-9._~:/@-]+");

    private Text() {}

    /** Whether a request may have this {@code client_id}. */
    public static boolean isClientId(String value) {
        return value.length() <= Limits.CLIENT_ID && IDENTIFIER.matcher(value).matches();
    }

    /** Text that must be there, with no control characters and no half characters. */
    static String required(String field, @Nullable String value, int longest) {
        if (value == null || value.isEmpty()) {
            throw new ProblemException(ProblemCode.MISSING_FIELD, "Field " + field + " is required.");
        }
        return checked(field, value, longest);
    }

    /** The same for text that may be absent. */
    static void optional(String field, @Nullable String value, int longest) {
        if (value != null) {
            String ignored = checked(field, value, longest);
        }
    }

    /** The same for several texts. */
    static void each(String field, @Nullable List<String> values, int most, int longest) {
        if (values == null) {
            return;
        }
        if (values.size() > most) {
            throw invalid(field, "has more than " + most + " values");
        }
        values.forEach(value -> {
            String ignored = required(field, value, longest);
        });
    }

    private static String checked(String field, String value, int longest) {
        if (value.codePointCount(0, value.length()) > longest) {
            throw invalid(field, "has more than " + longest + " characters");
        }
        boolean bad = value.codePoints()
                .anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
        if (bad) {
            throw invalid(field, "has control characters or is not valid Unicode");
        }
        return value;
    }

    private static ProblemException invalid(String field, String why) {
        return new ProblemException(ProblemCode.INVALID_FIELD, "Field " + field + " " + why + ".");
    }

    /** Text made of the unreserved characters of URLs and a few more: safe wherever it is shown. */
    static void identifier(String field, @Nullable String value, int longest) {
        optional(field, value, longest);
        if (value != null && !IDENTIFIER.matcher(value).matches()) {
            throw invalid(field, "may have letters, digits and . _ ~ : / @ - only");
        }
    }
}
