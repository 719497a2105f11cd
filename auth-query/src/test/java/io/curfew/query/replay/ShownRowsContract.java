package io.curfew.query.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.events.RuleKind;
import io.curfew.query.audit.LinkSums;
import io.curfew.query.audit.ShownRows;
import io.curfew.query.feed.PublishedEvent;
import io.curfew.query.store.Times;
import io.curfew.query.support.History;
import io.curfew.query.support.RandomHistories;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.RowCallbackHandler;

/** What auditors are shown is what the payloads say, in whatever order the events came; any other column is noticed. */
abstract class ShownRowsContract {
    private Store store;
    private int generation;

    abstract DataSource database() throws Exception;

    @BeforeEach
    void open() throws Exception {
        store = new Store(database());
        generation = store.generation();
    }

    @Test
    void what_the_projection_writes_is_what_the_payloads_say() {
        List<History> histories = new ArrayList<>(RandomHistories.of(5, 6, 60));
        histories.add(History.ofRule(RuleKind.CLIENT, "tv"));
        histories.add(History.ofRule(RuleKind.ALL, null));
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>(Store.consumed(Store.records(histories)));
        Collections.shuffle(records, new Random(2));
        store.project(generation, Store.renumbered(records), 17);

        assertThat(untrue()).isEmpty();
        assertThat(differing()).isEmpty();
    }

    @Test
    void an_edited_beginning_alone_is_to_blame_for_another_client() {
        projected();
        edit("client_id = 'tv' where seq = 0");
        assertThat(untrue()).containsExactly("0 it is shown with another client_id than its payload says");

        edit("client_id = 'web', payload = replace(payload, '\"web\"', '\"api\"') where seq = 0");
        assertThat(untrue()).containsExactly("0 it is shown with another client_id than its payload says");
    }

    @Test
    void a_row_whose_client_was_edited_is_found_among_others_of_its_session() {
        projected();
        edit("client_id = 'tv' where seq = 2");

        assertThat(untrue()).containsExactly("2 it is shown with another client_id than its payload says");
    }

    @Test
    void a_payload_that_is_none_is_said_to_be_so() {
        projected();
        edit("payload = '{}' where seq = 1");

        assertThat(untrue()).containsExactly("1 its payload cannot be read");
    }

    @Test
    void links_that_are_gone_added_or_moved_show_in_the_sum_of_their_stream() {
        projected();
        assertThat(differing()).isEmpty();

        update("update query_audit_session set session_id = 'another' where seq = 1");
        assertThat(differing()).containsExactly("u");
        update("delete from query_audit_session where seq = 1");
        assertThat(differing()).containsExactly("u");
    }

    private void projected() {
        History history = new History("u", Instant.parse("2026-01-01T00:00:00Z"));
        String session = history.login();
        history.refresh(session, null);
        history.refresh(session, "203.0.113.9");
        history.logout(session);
        store.project(generation, Store.consumed(Store.records(List.of(history))), 50);
        assertThat(untrue()).isEmpty();
    }

    private List<String> untrue() {
        List<String> untrue = new ArrayList<>();
        read(new ShownRows(), new LinkSums(), untrue);
        return untrue;
    }

    private List<String> differing() {
        LinkSums sums = new LinkSums();
        read(new ShownRows(), sums, new ArrayList<>());
        store.jdbc
                .sql("select * from query_audit_session where generation = " + generation)
                .query((RowCallbackHandler) row -> sums.shown(
                        row.getString("user_id"),
                        row.getLong("seq"),
                        row.getString("session_id"),
                        Times.require(row, "occurred_at")));
        return sums.differing();
    }

    private void read(ShownRows shown, LinkSums sums, List<String> untrue) {
        store.jdbc
                .sql("select " + ShownRows.COLUMNS + " from query_audit_event where generation = " + generation
                        + " order by user_id, seq")
                .query((RowCallbackHandler) row -> {
                    byte[] payload = row.getString("payload").getBytes(StandardCharsets.UTF_8);
                    long seq = row.getLong("seq");
                    PublishedEvent event = shown.compare(row, payload, detail -> untrue.add(seq + " " + detail));
                    if (event != null) {
                        sums.said(event);
                    }
                });
    }

    private void edit(String what) {
        update("update query_audit_event set " + what);
    }

    private void update(String sql) {
        assertThat(store.jdbc.sql(sql).update()).isPositive();
    }
}
