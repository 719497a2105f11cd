package io.curfew.listener.bearer;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a request brought along as a bearer token (RFC 6750 section 2): nothing, one token, something that is none, or more
 * than one. Only the {@code Authorization} header counts; a token in the query alone is as if it were not there, beside one
 * in the header it is a second. Immutable.
 */
public final class BearerCredentials {
    /** The longest token looked at, in characters. A larger one is refused before it costs a hash or a signature. */
    public static final int MAX_TOKEN_LENGTH = 16 * 1024;

    private static final String SCHEME = "Bearer";
    private static final Pattern QUERY_TOKEN = Pattern.compile("(?:^|&)access_token=");

    // On the path of every request, seven hundred times each.
    private static final boolean[] ALLOWED = allowed();

    private final @Nullable String token;
    private final @Nullable BearerAnswer refusal;

    private BearerCredentials(@Nullable String token, @Nullable BearerAnswer refusal) {
        this.token = token;
        this.refusal = refusal;
    }

    /**
     * Reads a request.
     *
     * @param authorization the values of all {@code Authorization} headers
     * @param query the raw query, null for none
     */
    public static BearerCredentials of(List<String> authorization, @Nullable String query) {
        if (authorization.isEmpty()) {
            return refused(BearerAnswer.TOKEN_MISSING);
        }
        if (authorization.size() > 1) {
            return refused(BearerAnswer.MULTIPLE_TOKENS);
        }
        String value = authorization.get(0).strip();
        if (!value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return refused(BearerAnswer.TOKEN_MISSING);
        }
        if (query != null && QUERY_TOKEN.matcher(query).find()) {
            return refused(BearerAnswer.MULTIPLE_TOKENS);
        }
        int start = SCHEME.length();
        // One space, as RFC 6750 section 2.1 writes it and as others read it.
        boolean wellFormed = value.length() > start + 1
                && value.length() - start - 1 <= MAX_TOKEN_LENGTH
                && value.charAt(start) == ' '
                && isToken68(value, start + 1);
        return wellFormed
                ? new BearerCredentials(value.substring(start + 1), null)
                : refused(BearerAnswer.TOKEN_INVALID);
    }

    /** The one token; null when there is a {@link #refusal}. */
    public @Nullable String token() {
        return token;
    }

    /** What to answer without looking further; null when there is one token. */
    public @Nullable BearerAnswer refusal() {
        return refusal;
    }

    /** Says nothing of the token. */
    @Override
    public String toString() {
        return refusal == null ? "one token" : refusal.code();
    }

    private static BearerCredentials refused(BearerAnswer answer) {
        return new BearerCredentials(null, answer);
    }

    /** RFC 6750 section 2.1, {@code b64token}; by hand, because a pattern of that kind recurses on long input. */
    private static boolean isToken68(String text, int from) {
        int end = text.length();
        while (end > from && text.charAt(end - 1) == '=') {
            end--;
        }
        for (int i = from; i < end; i++) {
            char c = text.charAt(i);
            if (c >= ALLOWED.length || !ALLOWED[c]) {
                return false;
            }
        }
        return end > from;
    }

    private static boolean[] allowed() {
        boolean[] allowed = new boolean[128];
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~+/"
                .chars()
                .forEach(character -> allowed[character] = true);
        return allowed;
    }
}
