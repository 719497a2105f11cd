package io.curfew.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.listener.InMemoryNoticeFeed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The example service on a real port, its issuer a {@link TokenForge}, its revocations fed in memory. */
@ResourceLock("the feed of the one service") // its tests make it stale, and one context serves all classes
@Import(RunningService.Feed.class)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"curfew.listener.node=node-a", "management.endpoint.health.show-components=always"})
abstract class RunningService {
    static final TokenForge forge = newForge();
    static final HttpClient http = HttpClient.newHttpClient();

    @Autowired
    InMemoryNoticeFeed feed;

    @Autowired
    private Environment environment;

    @TestConfiguration(proxyBeanMethods = false)
    static class Feed {
        @Bean
        InMemoryNoticeFeed inMemoryNoticeFeed() {
            return new InMemoryNoticeFeed();
        }
    }

    @DynamicPropertySource
    static void issuer(DynamicPropertyRegistry registry) {
        registry.add("spring.security.oauth2.resourceserver.jwt.issuer-uri", () -> TokenForge.ISSUER);
        registry.add("spring.security.oauth2.resourceserver.jwt.jwk-set-uri", forge::jwksUri);
    }

    @AfterEach
    void fresh() {
        feed.recover();
    }

    static void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(JsonMapper.shared().readValue(answer.body(), new TypeReference<Map<String, Object>>() {}))
                .containsEntry("type", "https://curfew.dev/problems/" + code.replace('_', '-'))
                .containsEntry("status", status)
                .containsEntry("code", code)
                .containsOnlyKeys("type", "title", "status", "detail", "code");
    }

    static String challenge(HttpResponse<String> answer) {
        return String.join(" | ", answer.headers().allValues("WWW-Authenticate"));
    }

    HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + environment.getProperty("local.server.port") + path);
    }

    private static TokenForge newForge() {
        try {
            return new TokenForge();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
