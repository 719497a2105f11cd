package io.curfew.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.example.TokenForge.Draft;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way a token can be bad, and one answer to all of them. */
class BadTokensIT extends RunningService {
    static Stream<Arguments> badTokens() {
        long now = Instant.now().getEpochSecond();
        return Stream.of(
                bad("alg none", forge -> TokenForge.unsigned(new Draft())),
                bad("the public key as HMAC secret", forge -> {
                    try {
                        return forge.signWithPublicKeyAsSecret(new Draft());
                    } catch (GeneralSecurityException e) {
                        throw new IllegalStateException(e);
                    }
                }),
                bad("type JWT", forge -> forge.sign(new Draft().header("typ", "JWT"))),
                bad("type of a logout token", forge -> forge.sign(new Draft().header("typ", "logout+jwt"))),
                bad("no type", forge -> {
                    Draft draft = new Draft();
                    draft.header.remove("typ");
                    return forge.sign(draft);
                }),
                bad("another audience", forge -> forge.sign(new Draft().claim("aud", "elsewhere"))),
                bad("no audience", forge -> forge.sign(new Draft().without("aud"))),
                bad("another issuer", forge -> forge.sign(new Draft().claim("iss", "https://evil.test"))),
                bad("no issuer", forge -> forge.sign(new Draft().without("iss"))),
                bad(
                        "expired",
                        forge -> forge.sign(new Draft().claim("iat", now - 2000).claim("exp", now - 1000))),
                bad("no expiry", forge -> forge.sign(new Draft().without("exp"))),
                bad("no time of issue", forge -> forge.sign(new Draft().without("iat"))),
                bad("not yet valid", forge -> forge.sign(new Draft().claim("nbf", now + 600))),
                bad("a life of two hours", forge -> forge.sign(new Draft().claim("exp", now + 7200))),
                bad("no sid", forge -> forge.sign(new Draft().without("sid"))),
                bad("empty sid", forge -> forge.sign(new Draft().claim("sid", ""))),
                bad("a number as sid", forge -> forge.sign(new Draft().claim("sid", 7))),
                bad("no jti", forge -> forge.sign(new Draft().without("jti"))),
                bad("a claim twice", forge -> {
                    Draft draft = new Draft();
                    String claims = TokenForge.json(draft.claims);
                    return forge.signRaw(
                            TokenForge.json(draft.header),
                            claims.substring(0, claims.length() - 1) + ",\"sid\":\"another\"}");
                }),
                bad("another key", forge -> {
                    try (TokenForge other = new TokenForge()) {
                        return other.sign(new Draft());
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                }),
                bad("an unknown key id", forge -> forge.sign(new Draft().header("kid", "nobody"))),
                bad("claims exchanged under the signature", forge -> {
                    String[] mine = forge.sign(new Draft()).split("\\.", -1);
                    String[] theirs =
                            forge.sign(new Draft().claim("scope", "admin")).split("\\.", -1);
                    return mine[0] + "." + theirs[1] + "." + mine[2];
                }),
                bad("no token at all", forge -> "nonsense"),
                bad("forbidden characters", forge -> "a b c"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badTokens")
    void a_bad_token_is_401_and_says_no_more(String name, Function<TokenForge, String> spoil) throws Exception {
        var answer = get("/hello", spoil.apply(forge));

        assertProblem(answer, 401, "token_invalid");
        assertThat(challenge(answer)).startsWith("Bearer realm=\"curfew\", error=\"invalid_token\"");
    }

    private static Arguments bad(String name, Function<TokenForge, String> spoil) {
        return Arguments.of(name, spoil);
    }
}
