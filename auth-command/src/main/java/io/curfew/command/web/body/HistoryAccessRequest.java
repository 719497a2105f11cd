package io.curfew.command.web.body;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.curfew.command.web.problem.ProblemCode;
import io.curfew.command.web.problem.ProblemException;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /auth/history-accesses}.
 *
 * @param kind read or export
 * @param subject the user id whose history it is; absent when it is not limited to one user
 * @param what which resource is read, or the format of the export
 */
public record HistoryAccessRequest(
        @JsonProperty("kind")
                @Schema(
                        requiredMode = Schema.RequiredMode.REQUIRED,
                        allowableValues = {"read", "export"})
                @Nullable
                String kind,
        @JsonProperty("subject")
                @Schema(maxLength = SUBJECT, description = "a user id; absent when not limited to one user")
                @Nullable
                String subject,
        @JsonProperty("what")
                @Schema(
                        requiredMode = Schema.RequiredMode.REQUIRED,
                        maxLength = WHAT,
                        description = "which resource is read, or the format of the export")
                @Nullable
                String what)
        implements Request {
    private static final int KIND = 16;
    private static final int SUBJECT = 255;
    private static final int WHAT = 64;
    /** What auth-query serves: an event holds nothing that a caller made up. */
    private static final Set<String> RESOURCES =
            Set.of("events", "histogram", "sessions", "diff", "token", "timeline", "jobs", "page");

    private static final Set<String> FORMATS = Set.of("jsonl", "csv", "caep");
    private static final String READ = "read";
    private static final String EXPORT = "export";

    @Override
    public void check() {
        String text = Text.required("kind", kind, KIND);
        if (!text.equals(READ) && !text.equals(EXPORT)) {
            throw new ProblemException(ProblemCode.INVALID_FIELD, "Field kind is neither read nor export.");
        }
        Text.optional("subject", subject, SUBJECT);
        // Ids are the user store's, such as auth0|5f7c; names and sentences have blanks.
        if (subject != null && (subject.isEmpty() || subject.chars().anyMatch(Character::isWhitespace))) {
            throw new ProblemException(ProblemCode.INVALID_FIELD, "Field subject is not a user id.");
        }
        if (!(exports() ? FORMATS : RESOURCES).contains(Text.required("what", what, WHAT))) {
            throw new ProblemException(ProblemCode.INVALID_FIELD, "Field what is nothing that this kind knows.");
        }
    }

    /** Whether it is an export, once checked. */
    public boolean exports() {
        return EXPORT.equals(kind);
    }

    /** What is accessed, once checked. */
    public String resource() {
        return Objects.requireNonNull(what);
    }
}
