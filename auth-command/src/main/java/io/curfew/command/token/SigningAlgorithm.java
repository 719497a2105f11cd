package io.curfew.command.token;

import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.SignatureAlgorithm;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.RSAKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;

/** How access tokens may be signed (RFC 7518, RFC 8037). Symmetric algorithms and none are not among them. */
public enum SigningAlgorithm {
    /** RSA with SHA-256: cheapest to verify, the default. */
    RS256("RSA"),
    /** ECDSA on P-256: small tokens. */
    ES256("EC"),
    /** Ed25519. */
    EDDSA("Ed25519");

    static final int LEAST_RSA_BITS = 2048;

    private final String keyType;

    SigningAlgorithm(String keyType) {
        this.keyType = keyType;
    }

    /** Its name in a JOSE header. */
    String joseName() {
        return this == EDDSA ? "EdDSA" : name();
    }

    SignatureAlgorithm jjwt() {
        return switch (this) {
            case RS256 -> Jwts.SIG.RS256;
            case ES256 -> Jwts.SIG.ES256;
            case EDDSA -> Jwts.SIG.EdDSA;
        };
    }

    KeyPair generate(int rsaBits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(keyType);
            switch (this) {
                case RS256 -> generator.initialize(rsaBits);
                case ES256 -> generator.initialize(new ECGenParameterSpec("secp256r1"));
                case EDDSA -> {} // the curve is in the type
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime cannot make " + this + " keys", e);
        }
    }

    PublicKey publicKey(byte[] x509) throws GeneralSecurityException {
        return KeyFactory.getInstance(keyType).generatePublic(new X509EncodedKeySpec(x509));
    }

    PrivateKey privateKey(byte[] pkcs8) throws GeneralSecurityException {
        return KeyFactory.getInstance(keyType).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    }

    /** Whether a key of this algorithm is too short to trust. */
    static boolean isWeak(Key key) {
        return key instanceof RSAKey rsa && rsa.getModulus().bitLength() < LEAST_RSA_BITS;
    }
}
