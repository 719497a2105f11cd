package io.curfew.listener.spring;

import io.curfew.listener.InMemoryNoticeFeed;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A resource service on a free port, made of whatever configuration a test gives it. */
final class Service implements AutoCloseable {
    private static final HttpClient http = HttpClient.newHttpClient();

    private final ConfigurableApplicationContext context;

    private Service(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static Service run(Class<?>[] configurations, String... properties) {
        return new Service(new SpringApplicationBuilder(configurations)
                .sources(Base.class)
                .web(WebApplicationType.SERVLET)
                .properties("server.port=0", "server.address=127.0.0.1", "logging.level.root=warn")
                .properties(properties)
                .run());
    }

    static Service run(Class<?> configuration, String... properties) {
        return run(new Class<?>[] {configuration}, properties);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Base {
        @Bean
        Greeting greeting() {
            return new Greeting();
        }
    }

    @RestController
    static class Greeting {
        @GetMapping({"/hello", "/basic/hello"})
        String hello() {
            return "hello";
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Feed {
        @Bean
        InMemoryNoticeFeed feed() {
            return new InMemoryNoticeFeed();
        }
    }

    /** What many users do: a decoder of their own, so that Spring Boot's, with our validator, is never made. */
    @Configuration(proxyBeanMethods = false)
    static class OwnDecoder {
        @Bean
        JwtDecoder jwtDecoder() {
            return sid -> {
                Instant now = Instant.now();
                return Jwt.withTokenValue(sid)
                        .header("alg", "RS256")
                        .subject("user-1")
                        .jti("jti-1")
                        .claim("sid", sid)
                        .claim("scope", "user")
                        .issuedAt(now)
                        .expiresAt(now.plusSeconds(900))
                        .build();
            };
        }
    }

    /** A well-formed token that nobody signed. */
    static String unsignedToken() {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        String header = "{\"alg\":\"RS256\",\"kid\":\"k\",\"typ\":\"at+jwt\"}";
        return base64.encodeToString(header.getBytes(StandardCharsets.UTF_8)) + "."
                + base64.encodeToString("{}".getBytes(StandardCharsets.UTF_8)) + "."
                + base64.encodeToString(new byte[256]);
    }

    InMemoryNoticeFeed feed() {
        return context.getBean(InMemoryNoticeFeed.class);
    }

    ConfigurableApplicationContext context() {
        return context;
    }

    HttpResponse<String> get(String path, String authorization) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + path));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        context.close();
    }
}
