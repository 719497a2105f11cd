package io.curfew.listener.spring;

import io.curfew.listener.bearer.BearerAnswer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;

/**
 * Decides about callers that the application let in on a bearer token which the listener cannot judge: its claims are not in
 * the {@link Authentication}, and no decoder of the application reads it. Thread-safe.
 */
final class UnjudgedTokens {
    /** The property {@code curfew.listener.unjudged-tokens}. */
    enum Action {
        /** Answer 503: this node cannot know whether the token was revoked. */
        REFUSE,
        /** Let the caller pass, and log it once for each class of {@link Authentication}. */
        WARN
    }

    private static final Logger LOG = LoggerFactory.getLogger(UnjudgedTokens.class);

    private final Action action;
    private final List<Class<?>> checkedElsewhere;
    private final Set<String> logged = ConcurrentHashMap.newKeySet();

    /**
     * Callers by these settings.
     *
     * @throws ListenerSettingException when a class that is checked elsewhere is no {@link Authentication}
     */
    UnjudgedTokens(ListenerProperties properties) {
        this.action = properties.unjudgedTokens();
        this.checkedElsewhere = properties.checkedElsewhere();
        for (Class<?> type : checkedElsewhere) {
            if (!Authentication.class.isAssignableFrom(type)) {
                throw new ListenerSettingException(
                        "curfew.listener.checked-elsewhere: " + type.getName() + " is no Authentication");
            }
        }
    }

    /** Whether the application itself checks such callers for revocation. */
    boolean isCheckedElsewhere(Authentication caller) {
        return checkedElsewhere.stream().anyMatch(type -> type.isInstance(caller));
    }

    /** What to answer; null to let the caller pass. */
    @Nullable
    BearerAnswer answer(Authentication caller) {
        String type = caller.getClass().getName();
        if (logged.add(type)) {
            LOG.error(
                    "A caller was authenticated as {} by a bearer token that cannot be checked for revocation, and is {}."
                            + " Use oauth2ResourceServer() with a JwtDecoder bean, or set the details of the"
                            + " Authentication to the Jwt or TokenClaims of the token. This is logged once for each class"
                            + " (settings curfew.listener.unjudged-tokens and curfew.listener.checked-elsewhere)",
                    type,
                    action == Action.REFUSE ? "refused with 503" : "accepted all the same");
        }
        return action == Action.REFUSE ? BearerAnswer.STATE_STALE : null;
    }
}
