package io.curfew.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchRuntimeException;
import static org.awaitility.Awaitility.await;

import io.curfew.query.support.Broker;
import io.curfew.query.support.History;
import io.curfew.query.support.Postgres;
import io.curfew.query.support.QueryService;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** auth-query as a process: on PostgreSQL, with its command to rebuild, and with settings that are wrong. */
class ApplicationIT {
    private final Broker broker = Broker.running();

    @Test
    void the_rebuild_command_rebuilds_beside_a_running_service_on_postgres() throws Exception {
        String url = Postgres.url();
        History history = History.ofSomebody();
        String session = history.login();
        String ended = history.login();
        history.logout(ended);
        try (QueryService service =
                new QueryService("--spring.datasource.url=" + url, "--spring.datasource.username=postgres")) {
            service.publish(history);
            String token = service.issuer.token(history.user(), session, "user auditor");
            String list = "/auth/sessions?min_position=" + history.position();
            await().until(() -> service.get(list, token).statusCode() == 200);
            HttpResponse<String> before = service.get(list, token);
            assertThat(before.body()).contains(session).doesNotContain(ended);

            Output output = rebuild(url, service.topic);

            assertThat(output.code).as(output.err).isZero();
            assertThat(output.out)
                    .contains(
                            "rebuild of generation 2: 100.0 %",
                            "generation 2 is active with 3 events",
                            "verdict same: 0 sessions differed, 0 events added, 0 lost");
            assertThat(service.get(list, token).body()).isEqualTo(before.body());
            assertThat(service.get("/auth/sessions/history", token).body()).contains(ended);
            assertThat(service.get("/audit/events?user=" + history.user(), token)
                            .body())
                    .contains("session.revoked");

            byte[] text = "no event".getBytes(StandardCharsets.UTF_8);
            broker.send(new ProducerRecord<>(service.topic, text, text));
            Output failed = rebuild(url, service.topic);
            assertThat(failed.code).isEqualTo(1);
            assertThat(failed.err).contains("not rebuilt", "cannot be projected");
            assertThat(service.get(list, token).body()).isEqualTo(before.body());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "host:port", "kafka:9092,"})
    void a_wrong_address_of_kafka_fails_at_start_and_says_what_to_set(String servers) {
        assertThatThrownBy(() -> new SpringApplicationBuilder(RebuildCommand.Parts.class)
                        .web(WebApplicationType.NONE)
                        .run(
                                "--spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID(),
                                "--curfew.query.bootstrap-servers=" + servers)
                        .close())
                .rootCause()
                .isInstanceOfSatisfying(InvalidConfigurationPropertyValueException.class, e -> assertThat(e.getReason())
                        .contains("host:port"));
    }

    @Test
    void an_unreachable_database_fails_at_start_with_one_sentence() {
        RuntimeException failure = catchRuntimeException(() -> new SpringApplicationBuilder(RebuildCommand.Parts.class)
                .web(WebApplicationType.NONE)
                .run(
                        "--spring.datasource.url=jdbc:postgresql://127.0.0.1:1/curfew",
                        "--spring.datasource.hikari.initialization-fail-timeout=1",
                        "--spring.datasource.hikari.connection-timeout=1000",
                        "--curfew.query.bootstrap-servers=127.0.0.1:1")
                .close());

        FailureAnalysis analysis = new DatabaseUnreachableFailureAnalyzer().analyze(failure);

        assertThat(analysis.getDescription()).contains("127.0.0.1:1").hasLineCount(1);
        assertThat(analysis.getAction()).contains("spring.datasource.url");
    }

    private record Output(int code, String out, String err) {}

    private Output rebuild(String url, String topic) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = RebuildCommand.run(
                new String[] {
                    "--rebuild",
                    "--spring.datasource.url=" + url,
                    "--spring.datasource.username=postgres",
                    "--curfew.query.bootstrap-servers=" + broker.address(),
                    "--curfew.query.topic=" + topic
                },
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Output(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
