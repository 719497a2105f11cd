package io.curfew.command.token;

import io.curfew.command.StartRefusedException;
import io.curfew.command.domain.SessionPolicy;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts tokens and keys together and refuses weak settings. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TokenProperties.class)
class TokenConfiguration {
    private static final Logger log = LoggerFactory.getLogger(TokenConfiguration.class);
    private static final String SUCCESSOR_KEY = "refresh-token-successor";

    @Bean
    KeyStore keyStore(JdbcClient jdbc, TokenProperties properties) {
        String encryptionKey = properties.keys().encryptionKey();
        if (encryptionKey == null || encryptionKey.isBlank()) {
            log.info("Private keys are stored unencrypted in the database; set curfew.keys.encryption-key to encrypt");
        }
        return new KeyStore(jdbc, new SecretBox(encryptionKey));
    }

    @Bean
    RetiredKeys retiredKeys(JdbcTemplate jdbc, SigningKeys keys) {
        return new RetiredKeys(jdbc, keys);
    }

    @Bean
    SigningKeys signingKeys(KeyStore store, TokenProperties properties, SessionPolicy policy, Clock clock) {
        TokenProperties.Keys keys = properties.keys();
        if (keys.rsaBits() < SigningAlgorithm.LEAST_RSA_BITS) {
            throw new StartRefusedException(
                    "RSA keys of " + keys.rsaBits() + " bits are too weak.",
                    "Set curfew.keys.rsa-bits to 2048 or more.");
        }
        if (keys.reloadEvery().compareTo(keys.publishAhead()) >= 0
                || keys.publishAhead().multipliedBy(2).compareTo(keys.rotateEvery()) > 0) {
            throw new StartRefusedException(
                    "Keys would sign before everybody knows them.",
                    "Keep curfew.keys.reload-every < publish-ahead, and 2 x publish-ahead <= rotate-every.");
        }
        return new SigningKeys(store, keys, policy.accessTokenLifetime(), clock);
    }

    @Bean
    RefreshTokens refreshTokens(KeyStore store) {
        return new RefreshTokens(store.secret(SUCCESSOR_KEY, () -> {
            byte[] key = new byte[RefreshToken.BYTES];
            new SecureRandom().nextBytes(key);
            return key;
        }));
    }

    @Bean
    AccessTokenIssuer accessTokenIssuer(SigningKeys keys, TokenProperties properties) {
        return new AccessTokenIssuer(keys, properties.issuer(), properties.tokenType());
    }

    @Bean
    RootSigner rootSigner(SigningKeys keys, TokenProperties properties) {
        return new RootSigner(keys, properties.issuer());
    }

    @Bean
    AccessTokenVerifier accessTokenVerifier(SigningKeys keys, TokenProperties properties, Clock clock) {
        Set<String> ours = properties.requireIssuerAudience()
                ? Set.of(properties.issuer())
                : Set.copyOf(List.of(properties.issuer(), properties.audience()));
        return new AccessTokenVerifier(keys, properties.issuer(), ours, properties.tokenType(), clock);
    }

    @Bean
    JsonWebKeySet jsonWebKeySet(SigningKeys keys) {
        return new JsonWebKeySet(keys);
    }
}
