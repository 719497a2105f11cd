package io.curfew.events.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.curfew.events.notice.FlatJsonWriter;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Signs roots. */
final class TestIssuer {
    /** What auth-command signs with by default. Checking it costs a tenth of what checking the others costs. */
    static final String RS256 = "RS256";

    static final String EDDSA = "EdDSA";

    private final String kid;
    private final String algorithm;
    private final KeyPair pair;

    TestIssuer(String kid, String algorithm) {
        this.kid = kid;
        this.algorithm = algorithm;
        try {
            this.pair =
                    isRsa() ? rsa() : KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean isRsa() {
        return algorithm.equals(RS256);
    }

    /** Short, since thousands of roots are signed with it. */
    private static KeyPair rsa() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1024);
        return generator.generateKeyPair();
    }

    Map<String, String> jwk() {
        if (pair.getPublic() instanceof RSAPublicKey key) {
            return Map.of(
                    "kty",
                    "RSA",
                    "kid",
                    kid,
                    "n",
                    Encoding.encode(key.getModulus().toByteArray()),
                    "e",
                    Encoding.encode(key.getPublicExponent().toByteArray()));
        }
        byte[] encoded = pair.getPublic().getEncoded();
        byte[] x = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
        return Map.of("kty", "OKP", "crv", "Ed25519", "kid", kid, "x", Encoding.encode(x));
    }

    IssuerKeys keys() {
        return IssuerKeys.of(List.of(jwk()));
    }

    String sign(HistoryRoot root) {
        FlatJsonWriter claims = new FlatJsonWriter()
                .string("iss", root.issuer())
                .number("iat", root.issuedAt().getEpochSecond());
        root.claims().forEach((name, value) -> {
            if (value instanceof Long number) {
                claims.number(name, number);
            } else {
                claims.string(name, (String) value);
            }
        });
        byte[] header = new FlatJsonWriter()
                .string("typ", HistoryRoot.TYPE)
                .string("kid", kid)
                .string("alg", algorithm)
                .toBytes();
        String input = Encoding.encode(header) + "." + Encoding.encode(claims.toBytes());
        try {
            Signature signature = Signature.getInstance(isRsa() ? "SHA256withRSA" : "Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update(input.getBytes(UTF_8));
            return input + "." + Encoding.encode(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
