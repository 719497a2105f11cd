package io.curfew.command.web.problem;

import org.jspecify.annotations.Nullable;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says what is wrong with a body that could not be read, without repeating any of it. */
final class UnreadableBody {
    private UnreadableBody() {}

    static ProblemException explain(HttpMessageNotReadableException e) {
        Throwable cause = e.getCause();
        if (cause == null) {
            return new ProblemException(ProblemCode.MISSING_BODY, "A JSON object is required as body.");
        }
        if (cause instanceof UnrecognizedPropertyException unknown) {
            return new ProblemException(
                    ProblemCode.UNKNOWN_FIELD, "The body has an unknown field. Known are: " + known(unknown) + ".");
        }
        if (cause instanceof MismatchedInputException || isDatabind(cause)) {
            return new ProblemException(ProblemCode.WRONG_TYPE, "A field of the body has the wrong type.");
        }
        return new ProblemException(ProblemCode.MALFORMED_BODY, "The body is not a well-formed JSON object.");
    }

    private static boolean isDatabind(@Nullable Throwable cause) {
        return cause instanceof DatabindException && !(cause.getCause() instanceof StreamReadException);
    }

    private static String known(UnrecognizedPropertyException e) {
        var names = e.getKnownPropertyIds();
        return names == null
                ? "none"
                : String.join(", ", names.stream().map(String::valueOf).sorted().toList());
    }
}
