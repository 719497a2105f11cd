package io.curfew.events.history;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The public keys of an issuer's JWK set (RFC 7517), as checked by the JDK: RS256, ES256 and EdDSA with Ed25519. Which
 * algorithm a key is for follows from the key, never from the root. Immutable and thread-safe.
 */
public final class IssuerKeys implements RootSignatures {
    private static final byte[] ED25519_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final Map<String, Key> keys;

    private IssuerKeys(Map<String, Key> keys) {
        this.keys = Map.copyOf(keys);
    }

    /**
     * The keys among these JSON Web Keys that could have signed a root; others are left out.
     *
     * @param jwks members by name, those that are strings
     */
    public static IssuerKeys of(List<Map<String, String>> jwks) {
        Map<String, Key> keys = new HashMap<>();
        for (Map<String, String> jwk : jwks) {
            String kid = jwk.get("kid");
            try {
                Key key = key(jwk);
                if (kid != null && key != null) {
                    keys.put(kid, key);
                }
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                // Not a key this can use: a root that names it is of an unknown key.
            }
        }
        return new IssuerKeys(keys);
    }

    @Override
    public Answer check(SignedRoot root) {
        Key key = keys.get(root.kid());
        if (key == null) {
            return Answer.UNKNOWN_KEY;
        }
        try {
            Signature signature = Signature.getInstance(key.jcaName());
            signature.initVerify(key.key());
            signature.update(root.signingInput());
            boolean made = key.joseName().equals(root.algorithm()) && signature.verify(root.signature());
            return made ? Answer.VALID : Answer.INVALID;
        } catch (GeneralSecurityException e) {
            return Answer.INVALID;
        }
    }

    private static @Nullable Key key(Map<String, String> jwk) throws GeneralSecurityException {
        String kty = jwk.getOrDefault("kty", "");
        String curve = jwk.getOrDefault("crv", "");
        if (kty.equals("RSA")) {
            RSAPublicKeySpec spec = new RSAPublicKeySpec(number(jwk, "n"), number(jwk, "e"));
            return new Key(
                    "RS256", "SHA256withRSA", KeyFactory.getInstance("RSA").generatePublic(spec));
        } else if (kty.equals("EC") && curve.equals("P-256")) {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec("secp256r1"));
            ECPoint point = new ECPoint(number(jwk, "x"), number(jwk, "y"));
            ECPublicKeySpec spec = new ECPublicKeySpec(point, parameters.getParameterSpec(ECParameterSpec.class));
            return new Key(
                    "ES256",
                    "SHA256withECDSAinP1363Format",
                    KeyFactory.getInstance("EC").generatePublic(spec));
        } else if (kty.equals("OKP") && curve.equals("Ed25519")) {
            byte[] encoded = Arrays.copyOf(ED25519_PREFIX, ED25519_PREFIX.length + 32);
            byte[] x = bytes(jwk, "x");
            System.arraycopy(x, 0, encoded, ED25519_PREFIX.length, Math.min(x.length, 32));
            return new Key(
                    "EdDSA",
                    "Ed25519",
                    KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
        }
        return null;
    }

    private static BigInteger number(Map<String, String> jwk, String name) {
        return new BigInteger(1, bytes(jwk, name));
    }

    private static byte[] bytes(Map<String, String> jwk, String name) {
        byte[] bytes = Encoding.bytes(jwk.get(name));
        if (bytes == null) {
            throw new IllegalArgumentException("member " + name + " is missing");
        }
        return bytes;
    }

    private record Key(String joseName, String jcaName, PublicKey key) {}
}
