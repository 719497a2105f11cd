package io.curfew.listener.contract;

import static io.curfew.listener.bearer.BearerAnswer.MULTIPLE_TOKENS;
import static io.curfew.listener.bearer.BearerAnswer.TOKEN_INVALID;
import static io.curfew.listener.bearer.BearerAnswer.TOKEN_MISSING;
import static io.curfew.listener.bearer.BearerAnswer.UNVERIFIABLE;

import io.curfew.listener.bearer.BearerAnswer;
import io.curfew.listener.contract.TokenForge.Draft;
import java.util.List;
import java.util.stream.Stream;

/** Every way a request's token can be wrong in itself, and the one answer to it. */
final class BadTokens {
    /** One way; no answer means that the request passes. */
    record Row(String name, BearerAnswer answer, Maker sent) {
        @Override
        public String toString() {
            return name;
        }
    }

    interface Maker {
        Sent make(TokenForge forge) throws Exception;
    }

    private BadTokens() {}

    static Stream<Row> all() {
        return Stream.of(credentials(), headers(), claims()).flatMap(rows -> rows);
    }

    /** Wrong before anybody looks into a token. */
    private static Stream<Row> credentials() {
        return Stream.of(
                new Row("no token", TOKEN_MISSING, forge -> new Sent(List.of(), null)),
                new Row("another scheme", TOKEN_MISSING, forge -> Sent.header("Basic YTpi")),
                new Row("query only", TOKEN_MISSING, forge -> new Sent(List.of(), "access_token=" + good(forge))),
                new Row("header and query", MULTIPLE_TOKENS, forge -> {
                    String token = good(forge);
                    return new Sent(List.of("Bearer " + token), "x=1&access_token=" + token);
                }),
                new Row("two headers", MULTIPLE_TOKENS, forge -> {
                    String token = good(forge);
                    return new Sent(List.of("Bearer " + token, "Bearer " + token), null);
                }),
                new Row("two schemes", MULTIPLE_TOKENS, forge -> {
                    return new Sent(List.of("Basic YTpi", "Bearer " + good(forge)), null);
                }),
                new Row("two in one header", TOKEN_INVALID, forge -> {
                    return Sent.header("Bearer " + good(forge) + ", Bearer " + good(forge));
                }),
                new Row("the scheme alone", TOKEN_INVALID, forge -> Sent.header("Bearer")),
                new Row("an empty token", TOKEN_INVALID, forge -> Sent.header("Bearer ")),
                new Row("two spaces", TOKEN_INVALID, forge -> Sent.header("Bearer  " + good(forge))),
                new Row("the scheme in another case", null, forge -> Sent.header("bEARER " + good(forge))),
                new Row("garbage", TOKEN_INVALID, forge -> Sent.bearer("nonsense")),
                new Row("forbidden characters", TOKEN_INVALID, forge -> Sent.bearer("a b c")),
                new Row("quotes and brackets", TOKEN_INVALID, forge -> Sent.bearer("\"<script>\"")),
                new Row("dots only", TOKEN_INVALID, forge -> Sent.bearer("..")),
                new Row("five parts", TOKEN_INVALID, forge -> Sent.bearer("a.b.c.d.e")),
                new Row("15 kilobytes", TOKEN_INVALID, forge -> Sent.bearer("a.b." + "c".repeat(15_000))),
                new Row("a megabyte", TOKEN_INVALID, forge -> Sent.bearer("x".repeat(1_000_000))));
    }

    /** Wrong in its header or its signature. */
    private static Stream<Row> headers() {
        return Stream.of(
                new Row("nothing wrong", null, forge -> Sent.bearer(good(forge))),
                invalid("alg none", forge -> TokenForge.unsigned(new Draft())),
                invalid("the public key as HMAC secret", forge -> forge.signWithPublicKeyAsSecret(new Draft())),
                invalid("another algorithm than its key's", forge -> forge.sign(new Draft().header("alg", "PS256"))),
                invalid("type JWT", forge -> forge.sign(new Draft().header("typ", "JWT"))),
                invalid("type of a logout token", forge -> forge.sign(new Draft().header("typ", "logout+jwt"))),
                invalid("no type", forge -> {
                    Draft draft = new Draft();
                    draft.header.remove("typ");
                    return forge.sign(draft);
                }),
                invalid("an unknown key", forge -> forge.sign(new Draft().header("kid", "nobody"))),
                invalid("a key id to climb out with", forge -> forge.sign(new Draft().header("kid", "../../etc"))),
                invalid("another key's signature", forge -> {
                    try (TokenForge other = new TokenForge()) {
                        return other.sign(new Draft());
                    }
                }),
                invalid("claims exchanged under the signature", forge -> {
                    String[] mine = good(forge).split("\\.", -1);
                    String[] theirs =
                            forge.sign(new Draft().claim("scope", "admin")).split("\\.", -1);
                    return mine[0] + "." + theirs[1] + "." + mine[2];
                }),
                invalid("no signature", forge -> good(forge).replaceAll("[^.]+$", "")));
    }

    /** Signed, but it should not have been. */
    private static Stream<Row> claims() {
        return Stream.of(
                invalid("another issuer", forge -> forge.sign(new Draft().claim("iss", "https://evil.test"))),
                invalid("no issuer", forge -> forge.sign(new Draft().without("iss"))),
                invalid("another audience", forge -> forge.sign(new Draft().claim("aud", "elsewhere"))),
                invalid("no audience", forge -> forge.sign(new Draft().without("aud"))),
                invalid("expired beyond the leeway", forge -> forge.sign(aged(-70))),
                new Row("expired within the leeway", null, forge -> Sent.bearer(forge.sign(aged(-55)))),
                invalid("not yet valid", forge -> forge.sign(new Draft().claim("nbf", now() + 600))),
                invalid("a claim twice", forge -> {
                    String claims = TokenForge.json(new Draft().claims);
                    String twice = claims.substring(0, claims.length() - 1) + ",\"sid\":\"another\"}";
                    return forge.signRaw(TokenForge.json(new Draft().header), twice);
                }),
                invalid("claims that are none", forge -> forge.signRaw(TokenForge.json(new Draft().header), "[1]")),
                invalid("an expiry in words", forge -> forge.sign(new Draft().claim("exp", "tomorrow"))),
                unverifiable("no expiry", forge -> forge.sign(new Draft().without("exp"))),
                unverifiable("no time of issue", forge -> forge.sign(new Draft().without("iat"))),
                unverifiable("a life of two hours", forge -> forge.sign(new Draft().claim("exp", now() + 7200))),
                unverifiable("issued in the future", forge -> forge.sign(issuedIn(7200))),
                new Row("issued in the future within the leeway", null, forge -> Sent.bearer(forge.sign(issuedIn(45)))),
                unverifiable("no sid", forge -> forge.sign(new Draft().without("sid"))),
                unverifiable("an empty sid", forge -> forge.sign(new Draft().claim("sid", ""))),
                unverifiable("a number as sid", forge -> forge.sign(new Draft().claim("sid", 7))),
                unverifiable("no jti", forge -> forge.sign(new Draft().without("jti"))));
    }

    static String good(TokenForge forge) {
        return forge.sign(new Draft());
    }

    /** A token that expires that many seconds from now. */
    private static Draft aged(int seconds) {
        return new Draft().claim("iat", now() + seconds - 900).claim("exp", now() + seconds);
    }

    private static Draft issuedIn(int seconds) {
        return new Draft().claim("iat", now() + seconds).claim("exp", now() + seconds + 900);
    }

    private static long now() {
        return System.currentTimeMillis() / 1000;
    }

    private static Row invalid(String name, TokenMaker token) {
        return new Row(name, TOKEN_INVALID, forge -> Sent.bearer(token.make(forge)));
    }

    private static Row unverifiable(String name, TokenMaker token) {
        return new Row(name, UNVERIFIABLE, forge -> Sent.bearer(token.make(forge)));
    }

    private interface TokenMaker {
        String make(TokenForge forge) throws Exception;
    }
}
