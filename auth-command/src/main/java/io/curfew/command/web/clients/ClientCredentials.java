package io.curfew.command.web.clients;

import io.curfew.command.web.problem.ProblemCode;
import io.curfew.command.web.problem.ProblemException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * How a request names its client: by HTTP Basic, or by {@code client_id} and {@code client_secret} in its body (RFC 6749,
 * section 2.3.1). Immutable.
 *
 * @param id null when it names none
 * @param secret null when it proves nothing
 * @param basic whether it used HTTP Basic
 */
public record ClientCredentials(@Nullable String id, @Nullable String secret, boolean basic) {
    /** What asks for HTTP Basic (RFC 7617). */
    public static final String CHALLENGE = "Basic realm=\"curfew\", charset=\"UTF-8\"";

    private static final String BASIC = "basic ";

    /** By the body. */
    public ClientCredentials(@Nullable String id, @Nullable String secret) {
        this(id, secret, false);
    }

    /**
     * Reads them.
     *
     * @param authorization the header of that name; ignored unless it is HTTP Basic
     * @param id {@code client_id} of the body
     * @param secret {@code client_secret} of the body
     * @throws ProblemException if the request names or proves its client in two ways
     */
    public static ClientCredentials of(@Nullable String authorization, @Nullable String id, @Nullable String secret) {
        if (authorization == null || !authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return new ClientCredentials(id, secret);
        }
        ClientCredentials basic = basic(authorization.substring(BASIC.length()).strip());
        if (secret != null
                || (id != null
                        && !id.equals(basic.id())
                        && !id.equals(basic.decoded().id()))) {
            throw new ProblemException(ProblemCode.BAD_REQUEST, "A client authenticates in one way.");
        }
        return basic;
    }

    private static ClientCredentials basic(String encoded) {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0
                    ? new ClientCredentials("", "", true)
                    : new ClientCredentials(pair.substring(0, colon), pair.substring(colon + 1), true);
        } catch (IllegalArgumentException e) {
            return new ClientCredentials("", "", true);
        }
    }

    /** Whether the request says nothing of a client. */
    public boolean isEmpty() {
        return id == null && secret == null;
    }

    /** The same with both form-decoded: RFC 6749 has them encoded, many clients send them as they are. */
    ClientCredentials decoded() {
        return new ClientCredentials(decoded(id), decoded(secret), basic);
    }

    private static @Nullable String decoded(@Nullable String text) {
        try {
            return text == null ? null : URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    /** Hides the secret. */
    @Override
    public String toString() {
        return "ClientCredentials[" + id + "]";
    }
}
