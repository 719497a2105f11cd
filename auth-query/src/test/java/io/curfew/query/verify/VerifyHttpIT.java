package io.curfew.query.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.query.support.Broker;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** The check of the read model over HTTP, against a root that the issuer signed. */
@Order(1)
class VerifyHttpIT {
    private static SignedService signed;

    @BeforeAll
    static void a_signed_history() {
        signed = new SignedService();
    }

    @AfterAll
    static void stop() {
        signed.close();
    }

    @AfterEach
    void restore() {
        signed.restore();
    }

    @Test
    void what_is_read_here_is_what_was_signed() {
        JsonNode result = verify();

        assertThat(result.get("verdict").asString()).isEqualTo("intact");
        assertThat(result.get("events").asLong()).isEqualTo(3);
        assertThat(result.get("streams").asLong()).isEqualTo(1);
        assertThat(result.get("roots").asLong()).isEqualTo(1);
        assertThat(result.get("last_root_at").asString()).isEqualTo("2027-01-15T08:00:00Z");
        assertThat(result.get("unsigned").asLong()).isZero();
        assertThat(result.get("findings")).isEmpty();
    }

    @Test
    void an_edited_payload_is_found_with_its_place() {
        assertThat(database()
                        .update("update query_audit_event set payload = replace(payload, 'web', 'api') where seq = 0"))
                .isEqualTo(1);

        assertFound(verify(), "EDITED", 0);
    }

    @Test
    void an_event_that_is_said_to_have_happened_at_another_time_is_found() {
        database().update("update query_audit_event set occurred_at = occurred_at - interval '1' day where seq = 1");

        assertFound(verify(), "EDITED", 1);
    }

    @Test
    void what_auditors_are_shown_beside_the_payload_is_checked_by_it() {
        for (String edit : List.of(
                "initiator = 'ADMIN'",
                "initiated_by = 'somebody'",
                "acting_session = null",
                "reason = 'ADMIN'",
                "session_id = 'another'",
                "client_id = 'another'",
                "token_key = 1")) {
            String column = edit.substring(0, edit.indexOf(' '));
            Object before = database()
                    .queryForObject("select " + column + " from query_audit_event where seq = 1", Object.class);
            assertThat(database().update("update query_audit_event set " + edit + " where seq = 1"))
                    .isEqualTo(1);

            assertFound(verify(), "EDITED", 1);

            database().update("update query_audit_event set " + column + " = ? where seq = 1", before);
        }
        assertThat(verify().get("verdict").asString()).isEqualTo("intact");
    }

    @Test
    void an_event_that_is_hidden_from_its_session_or_listed_under_another_is_found() {
        database().update("update query_audit_session set session_id = 'another' where seq = 1");
        assertFound(verify(), "EDITED", 1);

        database().update("delete from query_audit_session where seq = 1");
        assertFound(verify(), "EDITED", 1);
    }

    @Test
    void a_removed_event_is_found_with_its_place() {
        database().update("delete from query_audit_event where seq = 1");

        assertFound(verify(), "REMOVED", 1);
    }

    @Test
    void a_missing_end_is_not_called_tampering_while_the_projection_is_stuck() {
        try (SignedService stuck = new SignedService()) {
            stuck.database().update("delete from query_audit_event where seq = 2");
            assertFound(stuck, stuck.verify(), "CUT", 2);
            byte[] text = "no event".getBytes(StandardCharsets.UTF_8);
            for (int partition = 0; partition < 3; partition++) {
                Broker.running().send(new ProducerRecord<>(stuck.service.topic, partition, text, text));
            }

            JsonNode result = stuck.verify();

            assertThat(result.get("verdict").asString()).as(result.toString()).isEqualTo("incomplete");
            assertThat(result.get("behind").asBoolean()).isTrue();
            stuck.database()
                    .update("update query_audit_event set payload = replace(payload, 'web', 'api') where seq = 0");
            assertThat(stuck.verify().get("verdict").asString()).isEqualTo("tampered");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"kind\":\"verify\"}", "{\"kind\":\"what-if\",\"limit\":1}"})
    void what_is_only_half_built_is_neither_checked_nor_replayed(String kind) {
        database().update("update query_generation set complete_at = null");

        JsonNode job = signed.job(kind);

        assertThat(job.get("state").asString()).as(job.toString()).isEqualTo("failed");
        assertThat(job.get("error").asString()).contains("being built");
    }

    private static void assertFound(JsonNode result, String kind, long seq) {
        assertFound(signed, result, kind, seq);
    }

    private static void assertFound(SignedService asked, JsonNode result, String kind, long seq) {
        assertThat(result.get("verdict").asString()).as(result.toString()).isEqualTo("tampered");
        assertThat(result.get("findings")).hasSize(1);
        JsonNode finding = result.get("findings").get(0);
        assertThat(finding.get("kind").asString()).isEqualTo(kind);
        assertThat(finding.get("stream").asString()).isEqualTo(asked.history.user());
        assertThat(finding.get("seq").asLong()).isEqualTo(seq);
    }

    private static JsonNode verify() {
        return signed.verify();
    }

    private static JdbcTemplate database() {
        return signed.database();
    }
}
