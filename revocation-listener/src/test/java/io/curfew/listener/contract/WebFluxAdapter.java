package io.curfew.listener.contract;

import static org.springframework.security.config.Customizer.withDefaults;

import io.curfew.listener.InMemoryNoticeFeed;
import java.security.Principal;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Spring Boot on WebFlux with its own decoder. */
final class WebFluxAdapter implements Adapter {
    private final ConfigurableApplicationContext context;

    WebFluxAdapter(String jwksUri, InMemoryNoticeFeed feed, String... more) {
        this(Application.class, jwksUri, feed, more);
    }

    WebFluxAdapter(Class<?> application, String jwksUri, InMemoryNoticeFeed feed, String... more) {
        context = SpringMvcAdapter.start(WebApplicationType.REACTIVE, application, jwksUri, feed, more);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {
        @Bean
        SecurityWebFilterChain chain(ServerHttpSecurity http) {
            return http.authorizeExchange(exchanges -> exchanges
                            .pathMatchers("/admin/**")
                            .hasAuthority("SCOPE_admin")
                            .anyExchange()
                            .authenticated())
                    .oauth2ResourceServer(server -> server.jwt(withDefaults()))
                    .build();
        }

        @Bean
        Greeting greeting() {
            return new Greeting();
        }
    }

    @RestController
    static class Greeting {
        @GetMapping({"/hello", "/admin/hello"})
        String hello(Principal caller) {
            return "hello " + caller.getName();
        }
    }

    @Override
    public Answer send(String path, Sent sent) throws Exception {
        return HttpCaller.call(Integer.parseInt(context.getEnvironment().getProperty("local.server.port")), path, sent);
    }

    @Override
    public boolean namesMissingScope() {
        return false;
    }

    @Override
    public void close() {
        context.close();
    }
}
