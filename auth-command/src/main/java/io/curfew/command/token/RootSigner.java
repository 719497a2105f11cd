package io.curfew.command.token;

import io.curfew.events.history.HistoryRoot;
import io.jsonwebtoken.Jwts;
import java.util.Date;

/**
 * Signs the roots of the history as JWS (RFC 7515) with the key that signs access tokens; the {@code typ} keeps the two
 * apart (RFC 8725, section 3.11). Thread-safe.
 */
public final class RootSigner {
    private final SigningKeys keys;
    private final String issuer;

    RootSigner(SigningKeys keys, String issuer) {
        this.keys = keys;
        this.issuer = issuer;
    }

    /** Whose roots they are. */
    public String issuer() {
        return issuer;
    }

    /** The name of the key that signs now. */
    public String keyName() {
        return keys.signing().kid();
    }

    /** The root as a compact JWS. */
    public String sign(HistoryRoot root) {
        SigningKey key = keys.signing();
        return Jwts.builder()
                .header()
                .type(HistoryRoot.TYPE)
                .keyId(key.kid())
                .and()
                .issuer(root.issuer())
                .issuedAt(Date.from(root.issuedAt()))
                .claims()
                .add(root.claims())
                .and()
                .signWith(key.privateKey(), key.algorithm().jjwt())
                .compact();
    }
}
