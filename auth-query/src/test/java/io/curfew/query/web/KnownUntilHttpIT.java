package io.curfew.query.web;

import static io.curfew.query.support.QueryService.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.curfew.query.support.Broker;
import io.curfew.query.support.History;
import io.curfew.query.support.QueryService;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What answers about an instant, and files, say and do about events that are not projected yet. */
@Order(2)
class KnownUntilHttpIT {
    private final QueryService service = new QueryService();

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void an_answer_about_an_instant_says_whether_it_can_still_change() {
        History history = History.ofSomebody();
        String session = history.login();
        Instant started = history.events().get(0).occurredAt();
        publish(history);
        List<String> paths = List.of(
                "/audit/sessions?user=" + history.user() + "&as_of=",
                "/audit/sessions/diff?from=" + started + "&to=",
                "/audit/tokens/" + History.tokenId(session, started) + "?at=");
        Instant before = Instant.now();
        for (String path : paths) {
            JsonNode answer = await().atMost(Duration.ofSeconds(20))
                    .until(() -> json(get(path + before)), told -> told.get("complete")
                            .asBoolean());
            assertThat(knownUntil(answer)).isAfterOrEqualTo(before);
        }
        byte[] text = "no event".getBytes(StandardCharsets.UTF_8);
        for (int partition = 0; partition < 3; partition++) {
            Broker.running().send(new ProducerRecord<>(service.topic, partition, text, text));
        }
        Instant after = Instant.now();

        for (String path : paths) {
            JsonNode answer = json(get(path + after));
            assertThat(answer.get("complete").asBoolean()).as(path + answer).isFalse();
            Instant known = knownUntil(answer);
            assertThat(known).isBefore(after).isAfterOrEqualTo(before);
            assertThat(json(get(path + known)).get("complete").asBoolean()).isTrue();
        }
    }

    @Test
    void a_file_waits_for_what_happened_before_its_end_and_comes_late() {
        History late = new History("late", Instant.now().minusSeconds(20));
        late.login();
        History early = new History("early", Instant.now().minusSeconds(2));
        early.login();
        publish(early);

        CompletableFuture<HttpResponse<String>> file = CompletableFuture.supplyAsync(() -> get("/audit/export"));
        await().until(() -> service.context().getBean(ExportController.class).running() == 1);
        service.publish(late);

        assertThat(file.join().body().lines()).hasSize(2);
        assertThat(file.join().body()).startsWith("{\"user_id\":\"late\"");
    }

    private void publish(History history) {
        service.publish(history);
        String own = service.issuer.token(history.user(), "s", "user");
        await().until(() -> service.get("/auth/sessions/history?min_position=" + history.position(), own)
                        .statusCode()
                == 200);
    }

    private static Instant knownUntil(JsonNode answer) {
        return Instant.parse(answer.get("known_until").asString());
    }

    private HttpResponse<String> get(String path) {
        return service.get(path, service.issuer.token("an-auditor", "s", "user auditor"));
    }
}
