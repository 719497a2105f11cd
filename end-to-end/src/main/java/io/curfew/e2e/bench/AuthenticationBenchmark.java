package io.curfew.e2e.bench;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.curfew.listener.HttpIntrospector;
import io.curfew.listener.InMemoryNoticeFeed;
import io.curfew.listener.Introspector;
import io.curfew.listener.RevocationGate;
import io.curfew.listener.RevocationListener;
import io.curfew.listener.bearer.BearerAuthenticator;
import io.curfew.listener.bearer.BearerCredentials;
import io.curfew.listener.bearer.BearerResult;
import io.curfew.listener.jose.JwksTokenVerifier;
import io.jsonwebtoken.Claims;
import io.jsonwebtoken.Jws;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import java.io.IOException;
import java.net.URI;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the authentication of a request costs whose token was seen before, from header to verdict, revocation included;
 * beside checking the signature each time, and beside asking somebody else whether the token was revoked: a Redis, or the
 * issuer.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class AuthenticationBenchmark {
    private final TokenIssuer issuer = new TokenIssuer();
    private final RevocationListener listener =
            RevocationListener.builder().feed(new InMemoryNoticeFeed()).build();
    private final String rs256 = issuer.rs256();
    private final String es256 = issuer.es256();
    private final List<String> header = List.of("Bearer " + rs256);
    private final BearerAuthenticator remembering = authenticator(true);
    private final BearerAuthenticator verifying = authenticator(false);
    private final JwtParser jjwtRs256 =
            Jwts.parser().verifyWith(issuer.rsa().getPublic()).build();
    private final JwtParser jjwtEs256 =
            Jwts.parser().verifyWith(issuer.ec().getPublic()).build();
    private final RSASSAVerifier nimbusRs256 =
            new RSASSAVerifier((RSAPublicKey) issuer.rsa().getPublic());
    private final ECDSAVerifier nimbusEs256 = nimbusEs256();
    private final Introspector introspector =
            new HttpIntrospector(issuer.introspection(), "bench", "secret", Duration.ofSeconds(5));

    @Setup
    public void start() throws InterruptedException {
        listener.start();
        if (!listener.awaitReady(Duration.ofSeconds(10))
                || !(rememberedToken() instanceof BearerResult.Accepted)
                || !(verifiedToken() instanceof BearerResult.Accepted)) {
            throw new IllegalStateException("the token is not accepted");
        }
    }

    @TearDown
    public void stop() {
        listener.close();
        issuer.close();
    }

    /** The usual case: the token was seen before. */
    @Benchmark
    public BearerResult rememberedToken() {
        return remembering.authenticate(BearerCredentials.of(header, null));
    }

    /** The same without the memory. */
    @Benchmark
    public BearerResult verifiedToken() {
        return verifying.authenticate(BearerCredentials.of(header, null));
    }

    @Benchmark
    public Jws<Claims> peerJjwtRs256() {
        return jjwtRs256.parseSignedClaims(rs256);
    }

    @Benchmark
    public Jws<Claims> peerJjwtEs256() {
        return jjwtEs256.parseSignedClaims(es256);
    }

    @Benchmark
    public JWTClaimsSet peerNimbusRs256() throws ParseException, JOSEException {
        SignedJWT token = SignedJWT.parse(rs256);
        if (!token.verify(nimbusRs256)) {
            throw new IllegalStateException();
        }
        return token.getJWTClaimsSet();
    }

    @Benchmark
    public JWTClaimsSet peerNimbusEs256() throws ParseException, JOSEException {
        SignedJWT token = SignedJWT.parse(es256);
        if (!token.verify(nimbusEs256)) {
            throw new IllegalStateException();
        }
        return token.getJWTClaimsSet();
    }

    /** Asking the issuer each time, over loopback, which answers without thinking. */
    @Benchmark
    public boolean peerIntrospection() throws Introspector.UnavailableException {
        return introspector.active(rs256);
    }

    /** Asking a Redis each time, over loopback: the least anybody could do to it, one command on an open connection. */
    @Benchmark
    public int peerRedisGet(Redis redis) throws IOException {
        return redis.get();
    }

    /** A Redis of its own, so that the others run without. */
    @State(Scope.Benchmark)
    public static class Redis {
        private final RedisPeer peer;

        /** Starts it. */
        public Redis() {
            try {
                peer = new RedisPeer();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException("this needs redis-server on the path", e);
            }
        }

        @TearDown
        public void stop() throws IOException {
            peer.close();
        }

        int get() throws IOException {
            return peer.get();
        }
    }

    private BearerAuthenticator authenticator(boolean remember) {
        JwksTokenVerifier verifier = JwksTokenVerifier.builder(URI.create(issuer.jwks()))
                .issuer(TokenIssuer.NAME)
                .audience(TokenIssuer.AUDIENCE)
                .build();
        RevocationGate gate = RevocationGate.closed(listener);
        return remember ? BearerAuthenticator.of(verifier, gate) : BearerAuthenticator.of(verifier, gate, null);
    }

    private ECDSAVerifier nimbusEs256() {
        try {
            return new ECDSAVerifier((ECPublicKey) issuer.ec().getPublic());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
