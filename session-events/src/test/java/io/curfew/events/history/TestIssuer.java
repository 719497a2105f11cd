package io.curfew.events.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.curfew.events.notice.FlatJsonWriter;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Signs roots with Ed25519. */
final class TestIssuer {
    private final String kid;
    private final KeyPair pair;

    TestIssuer(String kid) {
        this.kid = kid;
        try {
            this.pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    Map<String, String> jwk() {
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
                .string("alg", "EdDSA")
                .toBytes();
        String input = Encoding.encode(header) + "." + Encoding.encode(claims.toBytes());
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update(input.getBytes(UTF_8));
            return input + "." + Encoding.encode(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
