package io.curfew.listener.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.curfew.listener.Introspector;
import io.curfew.listener.StalenessPolicy;
import io.curfew.listener.bearer.RequireFresh;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@DisplayName("Rules of single routes in Spring MVC")
class RoutesIT {
    private static final Class<?>[] WITH_ROUTES = {Service.Feed.class, Service.OwnDecoder.class, Routes.class};
    private static final String[] OPEN_REPORTS = {
        "curfew.listener.routes[0].path=/reports/**", "curfew.listener.routes[0].policy=open"
    };

    @Test
    void an_open_route_goes_on_while_the_node_is_stale_and_the_others_do_not() throws Exception {
        try (Service service = Service.run(WITH_ROUTES, OPEN_REPORTS)) {
            service.feed().goStale();

            assertThat(service.get("/reports/2026", "Bearer sid-1").statusCode())
                    .isEqualTo(200);
            assertThat(service.get("/hello", "Bearer sid-1").statusCode()).isEqualTo(503);
            assertThat(service.get("/%72eports/2026", "Bearer sid-1").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void what_is_known_to_be_revoked_is_refused_on_an_open_route_too() throws Exception {
        try (Service service = Service.run(WITH_ROUTES, OPEN_REPORTS)) {
            service.feed().revoke("sid-1");
            service.feed().goStale();

            assertThat(service.get("/reports/2026", "Bearer sid-1").body()).contains("session_revoked");
        }
    }

    @Test
    void a_rule_ends_with_its_request() throws Exception {
        // One thread serves all requests, so a rule left behind would be found by the next.
        try (Service service = Service.run(
                WITH_ROUTES,
                OPEN_REPORTS[0],
                OPEN_REPORTS[1],
                "server.tomcat.threads.max=1",
                "server.tomcat.threads.min-spare=1")) {
            service.feed().goStale();
            for (int i = 0; i < 5; i++) {
                assertThat(service.get("/reports/2026", "Bearer sid-1").statusCode())
                        .isEqualTo(200);
                assertThat(service.get("/hello", "Bearer sid-1").statusCode()).isEqualTo(503);
            }
        }
    }

    @Test
    void a_route_may_ask_the_issuer() throws Exception {
        try (Service service = Service.run(
                new Class<?>[] {Service.Feed.class, Service.OwnDecoder.class, Routes.class, Issuer.class},
                "curfew.listener.routes[0].path=/reports/**",
                "curfew.listener.routes[0].policy=introspect")) {
            service.feed().goStale();

            assertThat(service.get("/reports/1", "Bearer known").statusCode()).isEqualTo(200);
            var unknown = service.get("/reports/1", "Bearer unknown");
            assertThat(unknown.statusCode()).isEqualTo(401);
            assertThat(unknown.body()).contains("token_invalid");
        }
    }

    @Test
    void an_operation_that_requires_fresh_knowledge_is_refused_where_the_route_is_open() throws Exception {
        try (Service service = Service.run(
                WITH_ROUTES, "curfew.listener.routes[0].path=/**", "curfew.listener.routes[0].policy=open")) {
            assertThat(service.get("/transfer", "Bearer sid-1").statusCode()).isEqualTo(200);
            assertThat(service.get("/vault", "Bearer sid-1").statusCode()).isEqualTo(200);

            service.feed().goStale();

            assertThat(service.get("/reports/1", "Bearer sid-1").statusCode()).isEqualTo(200);
            var transfer = service.get("/transfer", "Bearer sid-1");
            assertThat(transfer.statusCode()).isEqualTo(503);
            assertThat(transfer.body()).contains("revocation_state_stale");
            assertThat(service.get("/vault", "Bearer sid-1").statusCode()).isEqualTo(503);
        }
    }

    @Test
    void mistakes_are_known_at_start() {
        assertMistake("curfew.listener.routes[0].path is not set", "curfew.listener.routes[0].policy=open");
        assertMistake("routes[0]", "curfew.listener.routes[0].path=/a/**/b/{", "curfew.listener.routes[0].policy=open");
        assertMistake(
                "introspection endpoint",
                "curfew.listener.routes[0].path=/a",
                "curfew.listener.routes[0].policy=introspect");
        assertMistake("introspection endpoint", "curfew.listener.policy=introspect");
        assertMistake("client-id", "curfew.listener.introspection.uri=http://127.0.0.1:1/introspect");
        assertThatThrownBy(() ->
                        Service.run(new Class<?>[] {Service.Feed.class, Service.OwnDecoder.class, Mistaken.class}))
                .hasStackTraceContaining("is no duration");
    }

    private static void assertMistake(String text, String... properties) {
        assertThatThrownBy(() -> Service.run(WITH_ROUTES, properties)).hasStackTraceContaining(text);
    }

    @Configuration(proxyBeanMethods = false)
    static class Routes {
        @Bean
        Handlers handlers() {
            return new Handlers();
        }

        @Bean
        Vault vault() {
            return new Vault();
        }
    }

    @RestController
    static class Handlers {
        @GetMapping("/reports/{id}")
        String report() {
            return "report";
        }

        @GetMapping("/transfer")
        @RequireFresh(maxAge = "1s")
        String transfer() {
            return "transferred";
        }
    }

    @RestController
    @RequireFresh(maxAge = "PT1S", policy = StalenessPolicy.CLOSED)
    static class Vault {
        @GetMapping("/vault")
        String open() {
            return "open";
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Issuer {
        @Bean
        Introspector introspector() {
            return token -> token.equals("known");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Mistaken {
        @Bean
        Wrong wrong() {
            return new Wrong();
        }
    }

    @RestController
    static class Wrong {
        @GetMapping("/wrong")
        @RequireFresh(maxAge = "soon")
        String wrong() {
            return "wrong";
        }
    }
}
