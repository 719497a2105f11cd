package io.curfew.listener.jose;

import com.github.benmanes.caffeine.cache.Ticker;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects what a {@link JwksTokenVerifier} needs. Not thread-safe. */
public final class JwksTokenVerifierBuilder {
    /** What is forgiven past {@code exp} and before {@code nbf}, as Spring Security does. */
    public static final Duration LEEWAY = Duration.ofSeconds(60);
    /** How old keys may get before they are fetched again, in the background. */
    public static final Duration DEFAULT_REFRESH = Duration.ofMinutes(5);
    /** How long keys go on while their address cannot be reached. */
    public static final Duration DEFAULT_KEEP = Duration.ofHours(1);
    /** How long one fetch may take, all in all. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(3);

    final Duration leeway = LEEWAY;
    Set<String> types = Set.of("at+jwt", "application/at+jwt");
    Set<String> audiences = Set.of();
    Duration refresh = DEFAULT_REFRESH;
    Duration keep = DEFAULT_KEEP;
    Duration timeout = DEFAULT_TIMEOUT;
    Clock clock = Clock.systemUTC();
    Ticker ticker = Ticker.systemTicker();

    private final URI jwks;
    private @Nullable String issuer;

    JwksTokenVerifierBuilder(URI jwks) {
        String scheme = jwks.getScheme();
        if (!"https".equalsIgnoreCase(scheme) && !"http".equalsIgnoreCase(scheme)) {
            throw new IllegalArgumentException("the address of the keys is an http or https URI");
        }
        this.jwks = jwks;
    }

    /** Whose tokens: claim {@code iss}, to the letter. */
    public JwksTokenVerifierBuilder issuer(String iss) {
        this.issuer = iss;
        return this;
    }

    /** For whom: the token's {@code aud} must name one of these. */
    public JwksTokenVerifierBuilder audience(String... aud) {
        this.audiences = Set.of(aud);
        return this;
    }

    /** The JOSE {@code typ} values accepted, case-insensitive; {@code at+jwt} unless set (RFC 9068 section 4). */
    public JwksTokenVerifierBuilder types(String... typ) {
        this.types = Set.of(typ);
        return this;
    }

    /** How old keys may get before they are fetched again; {@link #DEFAULT_REFRESH} unless set. */
    public JwksTokenVerifierBuilder refresh(Duration duration) {
        this.refresh = duration;
        return this;
    }

    /** How long keys go on while they cannot be fetched; {@link #DEFAULT_KEEP} unless set. */
    public JwksTokenVerifierBuilder keep(Duration duration) {
        this.keep = duration;
        return this;
    }

    /** How long one fetch may take; {@link #DEFAULT_TIMEOUT} unless set. */
    public JwksTokenVerifierBuilder timeout(Duration duration) {
        this.timeout = duration;
        return this;
    }

    /** Other clocks: the wall's for {@code exp}, a monotonic one for the age of keys. */
    public JwksTokenVerifierBuilder time(Clock wall, Ticker monotonic) {
        this.clock = wall;
        this.ticker = monotonic;
        return this;
    }

    /**
     * The verifier. Fetches nothing yet.
     *
     * @throws IllegalArgumentException when the issuer or the audience is missing, or keys are to go on for less time than
     *     they are left unrefreshed
     */
    public JwksTokenVerifier build() {
        if (issuer == null || issuer.isBlank() || audiences.isEmpty()) {
            throw new IllegalArgumentException(
                    "a verifier needs an issuer and an audience: without, it takes the tokens" + " of others");
        }
        if (keep.compareTo(refresh) <= 0 || refresh.isNegative() || refresh.isZero()) {
            throw new IllegalArgumentException(
                    "keys are kept longer than they are left unrefreshed, and both are positive");
        }
        return new JwksTokenVerifier(this, new JwksKeys(new JwksAddress(jwks, timeout), refresh, keep, ticker), issuer);
    }
}
