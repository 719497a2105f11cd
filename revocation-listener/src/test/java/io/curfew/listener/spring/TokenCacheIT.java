package io.curfew.listener.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.curfew.listener.bearer.VerifiedTokenCache;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidationException;

@DisplayName("The token cache in Spring")
class TokenCacheIT {
    private static final String KEYS =
            "spring.security.oauth2.resourceserver.jwt.jwk-set-uri=http://127.0.0.1:1/jwks.json";

    private final AtomicInteger decoded = new AtomicInteger();
    private boolean valid = true;

    @Test
    void checks_a_signature_once_and_asks_the_validators_every_time() {
        OAuth2TokenValidator<Jwt> validator = jwt -> valid
                ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(new OAuth2Error("no more"));
        CachingJwtDecoder decoder =
                new CachingJwtDecoder(this::decode, VerifiedTokenCache.ofDefaultSize(), List.of(validator));

        decoder.decode("token");
        assertThat(decoder.decode("token").getTokenValue()).isEqualTo("token");
        assertThat(decoded).hasValue(1);

        valid = false;
        assertThatThrownBy(() -> decoder.decode("token")).isInstanceOf(JwtValidationException.class);
    }

    @Test
    void stands_before_spring_boots_decoder_and_before_no_other() {
        try (Service boots = Service.run(Service.Feed.class, KEYS);
                Service own = Service.run(new Class<?>[] {Service.Feed.class, Service.OwnDecoder.class});
                Service off = Service.run(Service.Feed.class, KEYS, "curfew.listener.token-cache.enabled=false")) {
            assertThat(boots.context().getBean(JwtDecoder.class)).isInstanceOf(CachingJwtDecoder.class);
            assertThat(own.context().getBean(JwtDecoder.class)).isNotInstanceOf(CachingJwtDecoder.class);
            assertThat(off.context().getBean(JwtDecoder.class)).isNotInstanceOf(CachingJwtDecoder.class);
        }
    }

    @Test
    void of_no_size_is_a_setting_gone_wrong() {
        assertThatThrownBy(() -> Service.run(Service.Feed.class, KEYS, "curfew.listener.token-cache.max-size=0"))
                .rootCause()
                .hasMessageContaining("curfew.listener.token-cache.max-size");
    }

    private Jwt decode(String token) {
        decoded.incrementAndGet();
        Instant now = Instant.now();
        return Jwt.withTokenValue(token)
                .header("alg", "RS256")
                .subject("user-1")
                .issuedAt(now)
                .expiresAt(now.plusSeconds(900))
                .build();
    }
}
