package io.curfew.command.token;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of access tokens: {@code curfew.issuer}, {@code curfew.audience}, {@code curfew.resources}, {@code
 * curfew.require-issuer-audience}, {@code curfew.token-type} and {@code curfew.keys.*}.
 *
 * @param issuer claim {@code iss}: an absolute URL, below which resource services find the keys
 * @param audience claim {@code aud} of tokens that were asked for no resource
 * @param resources resource services that a client may ask tokens for, besides the issuer itself (RFC 8707)
 * @param requireIssuerAudience whether this service takes only tokens that name the issuer in {@code aud}
 * @param tokenType header {@code typ}
 */
@ConfigurationProperties("curfew")
public record TokenProperties(
        @DefaultValue("http://127.0.0.1:8080") String issuer,
        @DefaultValue("curfew") String audience,
        @DefaultValue List<String> resources,
        @DefaultValue("false") boolean requireIssuerAudience,
        @DefaultValue("at+jwt") TokenType tokenType,
        @DefaultValue Keys keys) {

    public TokenProperties {
        requireUrl(issuer);
        if (issuer.endsWith("/")) {
            issuer = issuer.substring(0, issuer.length() - 1);
        }
        resources.forEach(TokenProperties::requireResource);
        resources = List.copyOf(resources);
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

    /** RFC 8707, section 2: an absolute URI without a fragment. */
    private static void requireResource(String resource) {
        try {
            URI uri = new URI(resource);
            if (uri.isAbsolute() && uri.getRawFragment() == null) {
                return;
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(notResource(resource), e);
        }
        throw new IllegalArgumentException(notResource(resource));
    }

    private static String notResource(String resource) {
        return "curfew.resources must have absolute URIs without fragment (RFC 8707), but has " + resource;
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
