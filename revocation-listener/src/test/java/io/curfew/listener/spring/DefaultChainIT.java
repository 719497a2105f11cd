package io.curfew.listener.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.listener.kafka.FreePort;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;

@DisplayName("With Spring Boot's own chain and decoder")
class DefaultChainIT {

    @Test
    void a_missing_token_gets_the_contracts_answer_without_a_line_of_the_users() throws Exception {
        try (Service service = Service.run(new Class<?>[] {Service.Feed.class, Service.OwnDecoder.class})) {
            var answer = service.get("/hello", null);

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer realm=\"curfew\"");
            assertThat(answer.body()).contains("\"code\":\"token_missing\"");
        }
    }

    @Test
    void keys_that_cannot_be_fetched_are_503_and_neither_401_nor_500() throws Exception {
        String nowhere = "http://127.0.0.1:" + FreePort.next();
        try (Service service = Service.run(
                Service.Feed.class,
                "spring.security.oauth2.resourceserver.jwt.jwk-set-uri=" + nowhere + "/jwks.json")) {
            assertKeysUnavailable(service);
        }
    }

    @Test
    void an_issuer_that_is_not_up_yet_is_503_and_neither_401_nor_500() throws Exception {
        String nowhere = "http://127.0.0.1:" + FreePort.next();
        try (Service service =
                Service.run(Service.Feed.class, "spring.security.oauth2.resourceserver.jwt.issuer-uri=" + nowhere)) {
            assertKeysUnavailable(service);
        }
    }

    @Test
    void the_answers_can_be_left_to_spring() throws Exception {
        try (Service service = Service.run(
                new Class<?>[] {Service.Feed.class, Service.OwnDecoder.class},
                "curfew.listener.problem-details=false")) {
            assertThat(service.get("/hello", null).body()).isEmpty();
            // Revocation itself cannot.
            service.feed().revoke("sid-1");
            assertThat(service.get("/hello", "Bearer sid-1").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void there_is_exactly_one_type_validator_also_when_the_user_brings_his() {
        // Two, or none, make Spring Security add one that refuses at+jwt.
        try (Service ours = Service.run(new Class<?>[] {Service.Feed.class, Service.OwnDecoder.class});
                Service theirs = Service.run(
                        new Class<?>[] {Service.Feed.class, Service.OwnDecoder.class, OwnTypeValidator.class})) {
            assertThat(ours.context().getBeansOfType(JwtTypeValidator.class))
                    .containsOnlyKeys("accessTokenTypeValidator");
            assertThat(theirs.context().getBeansOfType(JwtTypeValidator.class)).containsOnlyKeys("mine");
        }
    }

    @Test
    void switched_off_it_leaves_nothing_behind() {
        try (Service service = Service.run(Service.OwnDecoder.class, "curfew.listener.enabled=false")) {
            assertThat(service.context().getBeansOfType(OAuth2TokenValidator.class))
                    .isEmpty();
            assertThat(service.context().getBeanDefinitionNames())
                    .noneMatch(name -> name.startsWith("revocation") || name.startsWith("io.curfew.listener"));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnTypeValidator {
        @Bean
        JwtTypeValidator mine() {
            return new JwtTypeValidator("at+jwt");
        }
    }

    private static void assertKeysUnavailable(Service service) throws Exception {
        var answer = service.get("/hello", "Bearer " + Service.unsignedToken());
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.body()).contains("\"code\":\"keys_unavailable\"").doesNotContain("127.0.0.1");
    }
}
