package io.curfew.command.web.problem;

import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says what is wrong with a body that could not be read, without repeating any of it. */
public final class UnreadableBody {
    private UnreadableBody() {}

    static ProblemException explain(HttpMessageNotReadableException e) {
        Throwable cause = e.getCause();
        return cause == null
                ? new ProblemException(ProblemCode.MISSING_BODY, "A JSON object is required as body.")
                : explain(cause);
    }

    /** What is wrong, as the parser says it. */
    public static ProblemException explain(Throwable cause) {
        if (cause instanceof UnrecognizedPropertyException unknown) {
            return new ProblemException(
                    ProblemCode.UNKNOWN_FIELD, "The body has an unknown field. Known are: " + known(unknown) + ".");
        }
        if (isAboutAField(cause)) {
            return new ProblemException(ProblemCode.WRONG_TYPE, "A field of the body has the wrong type.");
        }
        return new ProblemException(ProblemCode.MALFORMED_BODY, "The body is not a well-formed JSON object.");
    }

    /** What is wrong as a whole, such as an array or trailing text, has no path. */
    private static boolean isAboutAField(Throwable cause) {
        return cause instanceof DatabindException e
                && !e.getPath().isEmpty()
                && !(cause.getCause() instanceof StreamReadException);
    }

    private static String known(UnrecognizedPropertyException e) {
        var names = e.getKnownPropertyIds();
        return names == null
                ? "none"
                : String.join(", ", names.stream().map(String::valueOf).sorted().toList());
    }
}
