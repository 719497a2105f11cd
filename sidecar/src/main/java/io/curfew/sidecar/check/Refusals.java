package io.curfew.sidecar.check;

import io.curfew.listener.bearer.BearerAnswer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The refusals by name, so that a proxy which cannot pass one on can fetch it afterwards, without asking again: a second
 * decision might turn out otherwise than the first. Stateless.
 */
public final class Refusals {
    /** Where they are. */
    public static final String PATH = "/refusals/";

    private static final String INSUFFICIENT_SCOPE = "insufficient_scope";
    private static final Map<String, BearerAnswer> BY_NAME = byName();

    private Refusals() {}

    /** The address of a refusal, beginning with a slash; safe in a header and in an address. */
    public static String path(BearerAnswer answer, @Nullable String scope) {
        for (Map.Entry<String, BearerAnswer> named : BY_NAME.entrySet()) {
            if (named.getValue().equals(answer)) {
                return PATH + named.getKey();
            }
        }
        // Names its scope, so it is the one that has no constant.
        String path = PATH + INSUFFICIENT_SCOPE;
        return scope == null ? path : path + "?scope=" + URLEncoder.encode(scope, StandardCharsets.UTF_8);
    }

    /**
     * The refusal of that name; null for none.
     *
     * @param scope counts only where a scope was missing; was checked by the caller
     */
    public static @Nullable BearerAnswer named(String name, @Nullable String scope) {
        return name.equals(INSUFFICIENT_SCOPE) ? BearerAnswer.insufficientScope(scope) : BY_NAME.get(name);
    }

    private static Map<String, BearerAnswer> byName() {
        Map<String, BearerAnswer> names = new LinkedHashMap<>();
        names.put("token_missing", BearerAnswer.TOKEN_MISSING);
        names.put("token_invalid", BearerAnswer.TOKEN_INVALID);
        names.put("token_unverifiable", BearerAnswer.UNVERIFIABLE);
        names.put("session_revoked", BearerAnswer.SESSION_REVOKED);
        names.put("revocation_state_stale", BearerAnswer.STATE_STALE);
        names.put("keys_unavailable", BearerAnswer.KEYS_UNAVAILABLE);
        names.put("multiple_tokens", BearerAnswer.MULTIPLE_TOKENS);
        return names;
    }
}
