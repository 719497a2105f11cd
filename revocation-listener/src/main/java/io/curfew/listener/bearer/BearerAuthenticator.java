package io.curfew.listener.bearer;

import io.curfew.listener.RevocationGate;
import io.curfew.listener.RouteRule;
import io.curfew.listener.TokenClaims;
import io.curfew.listener.Verdict;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The whole decision about a request's bearer token: what was sent, whether it is genuine, whether it was revoked; one
 * answer for each way to fail. Adapters carry requests to it and its answers back, and decide nothing. Thread-safe.
 *
 * <p>Genuine tokens may be remembered in a {@link VerifiedTokenCache}; revocation is asked afterwards, every time. When a
 * signing key is revoked, all of them are forgotten and the verifier fetches its keys again.
 */
public final class BearerAuthenticator {
    private final TokenVerifier verifier;
    private final RevocationGate gate;
    private final @Nullable VerifiedTokenCache<VerifiedToken> cache;

    private BearerAuthenticator(
            TokenVerifier verifier, RevocationGate gate, @Nullable VerifiedTokenCache<VerifiedToken> cache) {
        this.verifier = verifier;
        this.gate = gate;
        this.cache = cache;
        if (cache != null) {
            verifier.onKeysChanged(cache::clear);
        }
        // For as long as the listener lives.
        var unused = gate.listener().onKeyRevoked(this::keyRevoked);
    }

    private void keyRevoked() {
        if (cache != null) {
            cache.clear();
        }
        verifier.refreshKeys();
    }

    /** One that remembers up to {@value VerifiedTokenCache#DEFAULT_MAX_SIZE} genuine tokens. */
    public static BearerAuthenticator of(TokenVerifier verifier, RevocationGate gate) {
        return of(verifier, gate, VerifiedTokenCache.ofDefaultSize());
    }

    /** One with that cache, or none. */
    public static BearerAuthenticator of(
            TokenVerifier verifier, RevocationGate gate, @Nullable VerifiedTokenCache<VerifiedToken> cache) {
        return new BearerAuthenticator(verifier, gate, cache);
    }

    /** Decides by the gate's own rule. */
    public BearerResult authenticate(BearerCredentials credentials) {
        return authenticate(credentials, Route.DEFAULT);
    }

    /** Decides by what the route asks for. */
    public BearerResult authenticate(BearerCredentials credentials, Route route) {
        String token = credentials.token();
        if (token == null) {
            BearerAnswer refusal = credentials.refusal();
            return new BearerResult.Refused(refusal == null ? BearerAnswer.TOKEN_MISSING : refusal);
        }
        VerifiedToken verified;
        try {
            verified = verified(token);
        } catch (InvalidTokenException e) {
            return new BearerResult.Refused(BearerAnswer.TOKEN_INVALID);
        } catch (KeysUnavailableException e) {
            return new BearerResult.Refused(BearerAnswer.KEYS_UNAVAILABLE);
        }
        Verdict verdict = judge(verified.revocation(), token, route.rule());
        if (!verdict.accepted()) {
            return new BearerResult.Refused(BearerAnswer.of(verdict));
        }
        String scope = route.scope();
        return scope == null || verified.scopes().contains(scope)
                ? new BearerResult.Accepted(verified)
                : new BearerResult.Refused(BearerAnswer.insufficientScope(scope));
    }

    /**
     * Watches the token of a request that stays open as a stream: the action takes the answer to end it with, once, when the
     * token would no longer be accepted. See {@link RevocationGate#watch}. Close the result when the stream ends.
     */
    public AutoCloseable watch(VerifiedToken token, Route route, Consumer<BearerAnswer> onEnd) {
        RouteRule rule = route.rule();
        return gate.watch(
                token.revocation(),
                rule == null ? gate.defaultRule() : rule,
                verdict -> onEnd.accept(BearerAnswer.of(verdict)));
    }

    private Verdict judge(TokenClaims claims, String token, @Nullable RouteRule rule) {
        return rule == null ? gate.check(claims, token) : gate.check(claims, token, rule);
    }

    private VerifiedToken verified(String token) throws InvalidTokenException, KeysUnavailableException {
        if (cache == null) {
            return verifier.verify(token);
        }
        VerifiedTokenCache.Slot<VerifiedToken> slot = cache.slot(token);
        VerifiedToken known = slot.value();
        if (known != null) {
            return known;
        }
        VerifiedToken verified = verifier.verify(token);
        Instant expiresAt = verified.revocation().expiresAt();
        if (expiresAt != null) {
            slot.fill(verified, expiresAt);
        }
        return verified;
    }
}
