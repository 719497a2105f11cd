package io.curfew.listener.spring;

import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidationException;

/**
 * The decoders of the application, asked once more about tokens of callers whose {@code Authentication} does not hold the
 * JWT. Thread-safe.
 */
final class TokenDecoders {
    private final Supplier<Stream<JwtDecoder>> decoders;

    TokenDecoders(Supplier<Stream<JwtDecoder>> decoders) {
        this.decoders = decoders;
    }

    /**
     * The token as the first decoder that accepts it reads it; null when none reads it.
     *
     * @throws JwtValidationException when none accepts it and one has read it
     */
    @Nullable
    Jwt decode(String token) {
        JwtValidationException invalid = null;
        for (JwtDecoder decoder : decoders.get().toList()) {
            try {
                return decoder.decode(token);
            } catch (JwtValidationException e) {
                invalid = e;
            } catch (JwtException | JwtDecoderInitializationException e) {
                // Not a token of this decoder, or one without keys at the moment: nobody has judged it.
            }
        }
        if (invalid != null) {
            throw invalid;
        }
        return null;
    }
}
