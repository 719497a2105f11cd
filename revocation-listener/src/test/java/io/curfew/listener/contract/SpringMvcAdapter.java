package io.curfew.listener.contract;

import static org.springframework.security.config.Customizer.withDefaults;

import io.curfew.listener.InMemoryNoticeFeed;
import java.security.Principal;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Spring Boot on servlets with its own decoder. */
final class SpringMvcAdapter implements Adapter {
    private final ConfigurableApplicationContext context;

    SpringMvcAdapter(String jwksUri, InMemoryNoticeFeed feed, String... more) {
        context = start(WebApplicationType.SERVLET, Application.class, jwksUri, feed, more);
    }

    static ConfigurableApplicationContext start(
            WebApplicationType type, Class<?> application, String jwksUri, InMemoryNoticeFeed feed, String... more) {
        return new SpringApplicationBuilder(application)
                .web(type)
                .initializers(context -> context.getBeanFactory().registerSingleton("feed", feed))
                .properties(
                        "server.port=0",
                        "server.address=127.0.0.1",
                        "server.max-http-request-header-size=2MB",
                        "spring.main.banner-mode=off",
                        "logging.level.root=warn",
                        "spring.security.oauth2.resourceserver.jwt.issuer-uri=" + TokenForge.ISSUER,
                        "spring.security.oauth2.resourceserver.jwt.audiences=curfew",
                        "spring.security.oauth2.resourceserver.jwt.jwk-set-uri=" + jwksUri)
                .properties(more)
                .run();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {
        @Bean
        SecurityFilterChain chain(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.requestMatchers("/admin/**")
                            .hasAuthority("SCOPE_admin")
                            .anyRequest()
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
    public void close() {
        context.close();
    }
}
