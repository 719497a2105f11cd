package io.curfew.command.web.problem;

import java.io.Serial;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A request that ends with a problem. Its detail is for the client and repeats no secret. */
public final class ProblemException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final ProblemCode code;
    private final String detail;
    private final @Nullable Duration retryAfter;
    private final @Nullable String challenge;

    public ProblemException(ProblemCode code, String detail) {
        this(code, detail, null);
    }

    /**
     * A problem that may pass.
     *
     * @param retryAfter when to try again; rounded up to seconds
     */
    public ProblemException(ProblemCode code, String detail, @Nullable Duration retryAfter) {
        this(code, detail, retryAfter, null);
    }

    private ProblemException(
            ProblemCode code, String detail, @Nullable Duration retryAfter, @Nullable String challenge) {
        super(code.code() + ": " + detail, null, false, false);
        this.code = code;
        this.detail = detail;
        this.retryAfter = retryAfter;
        this.challenge = challenge;
    }

    /** A refusal with a challenge of its own, instead of the one that belongs to the code. */
    public static ProblemException challenging(ProblemCode code, String detail, String challenge) {
        return new ProblemException(code, detail, null, challenge);
    }

    public ProblemCode code() {
        return code;
    }

    public String detail() {
        return detail;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    @Nullable
    String challenge() {
        return challenge;
    }
}
