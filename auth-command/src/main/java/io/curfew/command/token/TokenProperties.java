package io.curfew.command.token;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of access tokens: {@code curfew.issuer}, {@code curfew.audience}, {@code curfew.token-type} and {@code curfew.keys.*}.
 *
 * @param issuer claim {@code iss}: an absolute URL, below which resource services find the keys
 * @param audience claim {@code aud}
 * @param tokenType header {@code typ}
 */
@ConfigurationProperties("curfew")
public record TokenProperties(
        @DefaultValue("http://127.0.0.1:8080") String issuer,
        @DefaultValue("curfew") String audience,
        @DefaultValue("at+jwt") TokenType tokenType,
        @DefaultValue Keys keys) {

    public TokenProperties {
        requireUrl(issuer);
        if (issuer.endsWith("/")) {
            issuer = issuer.substring(0, issuer.length() - 1);
        }
    }

    /**
     * The keys that sign.
     *
     * @param algorithm {@code RS256}, {@code ES256} or {@code EdDSA}
     * @param rsaBits size of new RSA keys; 2048 or more
     * @param rotateEvery a key signs that long
     * @param publishAhead the next key stands in the JWKS that long before it signs, so that every cache has it
     * @param reloadEvery how often a node looks for keys that others made; shorter than {@code publishAhead}
     * @param encryptionKey base64 of 32 bytes that encrypt private keys in the database; without it they are stored as
     *     they are, and whoever reads the database can sign
     */
    public record Keys(
            @DefaultValue("RS256") SigningAlgorithm algorithm,
            @DefaultValue("2048") int rsaBits,
            @DefaultValue("30d") Duration rotateEvery,
            @DefaultValue("1h") Duration publishAhead,
            @DefaultValue("1m") Duration reloadEvery,
            @Nullable String encryptionKey) {

        /** Hides the key. */
        @Override
        public String toString() {
            return "Keys[" + algorithm + ", " + rsaBits + ", rotateEvery=" + rotateEvery + ", publishAhead="
                    + publishAhead + ", encrypted=" + (encryptionKey != null) + "]";
        }
    }

    private static void requireUrl(String issuer) {
        try {
            URI uri = new URI(issuer);
            if (uri.getHost() != null && uri.getRawQuery() == null && uri.getRawFragment() == null) {
                return;
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(refusal(issuer), e);
        }
        throw new IllegalArgumentException(refusal(issuer));
    }

    private static String refusal(String issuer) {
        return "curfew.issuer must be an absolute URL without query or fragment (RFC 8414), but is " + issuer;
    }
}
