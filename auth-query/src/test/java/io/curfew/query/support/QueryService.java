package io.curfew.query.support;

import static org.awaitility.Awaitility.await;

import io.curfew.events.personal.PersonalKeysTopic;
import io.curfew.listener.InMemoryNoticeFeed;
import io.curfew.query.AuthQueryApplication;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * auth-query as it runs alone, on a free port, with a real broker and revocations given by hand. Test classes that run at
 * the same time share one: they use users of their own, and one that changes how it runs for all uses another.
 */
public final class QueryService implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Issuer ISSUER = new Issuer();
    private static final Object TURN = new Object();
    private static @Nullable QueryService shared;
    private static @Nullable QueryService unsteady;

    /** The one of all these services. */
    public final Issuer issuer = ISSUER;

    public final InMemoryNoticeFeed revocations = new InMemoryNoticeFeed();
    public final String topic;
    public final String keysTopic;
    private final ConfigurableApplicationContext context;
    private final HttpClient client = HttpClient.newHttpClient();

    public QueryService(String... more) {
        Broker broker = Broker.running();
        topic = broker.topic(3);
        keysTopic = "personal-data-keys-" + UUID.randomUUID();
        broker.create(keysTopic, PersonalKeysTopic.PARTITIONS, PersonalKeysTopic.settings());
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--curfew.origins=https://app.example.org",
                "--spring.security.oauth2.resourceserver.jwt.issuer-uri=" + Issuer.NAME,
                "--spring.security.oauth2.resourceserver.jwt.jwk-set-uri=" + issuer.jwksUri(),
                "--curfew.query.command-url=" + issuer.commandUrl(),
                "--curfew.query.bootstrap-servers=" + broker.address(),
                "--curfew.query.topic=" + topic,
                "--curfew.query.personal-keys-topic=" + keysTopic));
        arguments.addAll(List.of(more));
        if (arguments.stream().noneMatch(argument -> argument.startsWith("--spring.datasource.url="))) {
            arguments.add("--spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        }
        ApplicationContextInitializer<GenericApplicationContext> feed =
                made -> made.registerBean(InMemoryNoticeFeed.class, () -> revocations);
        context = new SpringApplicationBuilder(AuthQueryApplication.class)
                .properties("spring.config.name=auth-query,application")
                .initializers(feed)
                .registerShutdownHook(false) // at the end of the JVM its broker is gone before it
                .run(arguments.toArray(String[]::new));
    }

    /** One for all tests that do not change how it runs. */
    public static synchronized QueryService shared() {
        QueryService running = shared;
        if (running == null) {
            running = new QueryService();
            running.awaitBuilt();
            shared = running;
        }
        return running;
    }

    /** Runs a test that changes how a service runs, and ends with it as it was; one such test at a time. */
    public static void unsteady(Consumer<QueryService> test) {
        synchronized (TURN) {
            QueryService running = unsteady;
            if (running == null) {
                running = new QueryService();
                running.awaitBuilt();
                unsteady = running;
            }
            test.accept(running);
        }
    }

    /** Until the end of the topic was reached once: before, there are no lists. */
    private void awaitBuilt() {
        String nobody = issuer.token("nobody", "s", "user");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> get("/auth/sessions/history", nobody).statusCode() == 200);
    }

    public ConfigurableApplicationContext context() {
        return context;
    }

    public void publish(History history) {
        Broker.running().publishTogether(topic, history);
    }

    public HttpResponse<String> get(String path, @Nullable String token) {
        return send("GET", path, token == null ? new String[0] : new String[] {"Authorization", "Bearer " + token});
    }

    /** Sends JSON. */
    public HttpResponse<String> post(String path, String json, @Nullable String token) {
        String[] headers = token == null
                ? new String[] {"Content-Type", "application/json"}
                : new String[] {"Content-Type", "application/json", "Authorization", "Bearer " + token};
        return send("POST", path, HttpRequest.BodyPublishers.ofString(json), headers);
    }

    public HttpResponse<String> send(String method, String path, String... headers) {
        return send(method, path, HttpRequest.BodyPublishers.noBody(), headers);
    }

    public HttpResponse<String> send(String method, String path, HttpRequest.BodyPublisher body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(
                        "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + path))
                .method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    @Override
    public void close() {
        context.close();
    }
}
