package io.curfew.command.roots;

import static io.curfew.command.domain.Mother.refresh;
import static io.curfew.command.domain.Mother.start;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.curfew.command.domain.Mother;
import io.curfew.command.running.CoreNode;
import io.curfew.command.running.Threads;
import io.curfew.events.history.Finding;
import io.curfew.events.history.Finding.Kind;
import io.curfew.events.history.HistoryReport;
import io.curfew.events.history.HistoryReport.Verdict;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RootsIT {
    private static final String DATABASES = "io.curfew.command.running.Databases#both";

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    @ParameterizedTest
    @MethodSource(DATABASES)
    void what_was_signed_is_intact_in_the_store_and_on_the_topic_and_an_edited_row_is_found(String vendor)
            throws Exception {
        try (SigningNode signing = new SigningNode(CoreNode.surroundings(vendor))) {
            CoreNode node = signing.node;
            node.commands().start(start("a", now), () -> {});
            node.commands().refresh(refresh("a", "a-0", "a-1", now));
            assertThat(signing.cut()).isTrue();
            assertThat(signing.cut()).as("nothing has changed").isFalse();
            node.commands().start(start("b", now), () -> {});
            assertThat(signing.cut()).isTrue();
            assertThat(signing.unsigned()).isPositive();
            assertThat(signing.publish()).isEqualTo(2);
            assertThat(signing.unsigned()).isZero();

            assertThat(signing.told()).containsExactly("heads/1/0", "root/1", "heads/2/0", "root/2");
            assertIntact(signing.verifyStore(), 3);
            await().untilAsserted(() -> assertIntact(signing.verifyTopic(), 3));

            byte[] payload = node.jdbc()
                    .queryForObject("select payload from session_event where sequence_number = 1", byte[].class);
            String edited = new String(payload, UTF_8).replace("a-1", "a-9");
            node.jdbc().update("update session_event set payload = ? where sequence_number = 1", (Object)
                    edited.getBytes(UTF_8));
            assertThat(signing.verifyStore().findings())
                    .extracting(Finding::kind, Finding::stream, Finding::seq)
                    .containsExactly(tuple(Kind.EDITED, Mother.USER, 1L));
            node.jdbc().update("delete from session_event where sequence_number = 2");
            assertThat(signing.verifyStore().findings())
                    .extracting(Finding::kind)
                    .contains(Kind.CUT);
        }
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void heads_told_before_a_crash_belong_to_the_next_root(String vendor) throws Exception {
        List<String> surroundings = CoreNode.surroundings(vendor);
        try (SigningNode crashing = new SigningNode(surroundings)) {
            crashing.node.commands().start(start("a", now), () -> {});
            crashing.node.bean(RootCutter.class).tellNews();
        }
        try (SigningNode next = new SigningNode(surroundings)) {
            next.node.commands().start(start("b", now), () -> {});
            assertThat(next.cut()).isTrue();
            next.publish();

            assertThat(next.told()).containsExactly("heads/1/0", "heads/1/1", "root/1");
            assertIntact(next.verifyStore(), 2);
        }
    }

    @Test
    void a_root_whose_mark_was_lost_is_published_again_and_a_topic_made_anew_gets_all_of_them() throws Exception {
        try (SigningNode signing = new SigningNode(CoreNode.surroundings("h2"))) {
            for (String session : List.of("a", "b", "c")) {
                signing.node.commands().start(start(session, now), () -> {});
                signing.cut();
                signing.publish();
            }
            assertThat(signing.publish()).isZero();

            signing.node.jdbc().update("update history_root set published_at = null where number = 2");
            assertThat(signing.publish()).isEqualTo(1);
            assertIntact(signing.verifyStore(), 3);

            signing.node
                    .jdbc()
                    .update("update settled_topic set topic_id = 'another' where name like 'session-heads%'");
            assertThat(signing.publish()).isEqualTo(3);
            assertIntact(signing.verifyStore(), 3);
        }
    }

    @Test
    void a_topic_that_has_lost_its_front_or_its_end_gets_all_roots_again() throws Exception {
        try (SigningNode signing = new SigningNode(CoreNode.surroundings("postgresql"))) {
            for (String session : List.of("a", "b", "c")) {
                signing.node.commands().start(start(session, now), () -> {});
                signing.cut();
            }
            assertThat(signing.publish()).isEqualTo(3);

            signing.loseHeadsBefore(3);
            assertThat(signing.verifyStore().verdict()).isEqualTo(Verdict.TAMPERED);
            assertThat(signing.publish()).isEqualTo(3);
            assertThat(signing.publish()).isZero();
            assertIntact(signing.verifyStore(), 3);

            signing.node.jdbc().update("update history_root set last_offset = 1000 where number = 3");
            assertThat(signing.publish()).isEqualTo(3);
            assertThat(signing.publish()).isZero();
            assertIntact(signing.verifyStore(), 3);
        }
    }

    @Test
    void two_nodes_make_one_row_of_roots() throws Exception {
        List<String> surroundings = CoreNode.surroundings("postgresql");
        try (SigningNode one = new SigningNode(surroundings);
                SigningNode other = new SigningNode(surroundings)) {
            for (int round = 0; round < 10; round++) {
                one.node.commands().start(start("s" + round, now), () -> {});
                CompletableFuture.allOf(run(one), run(other)).join();
            }
            one.cut();
            one.publish();

            assertIntact(other.verifyStore(), 10);
            List<Long> numbers =
                    one.node.jdbc().queryForList("select number from history_root order by number", Long.class);
            assertThat(numbers).first().isEqualTo(1L);
            assertThat(numbers).last().isEqualTo((long) numbers.size());
        }
    }

    @Test
    void a_new_signing_key_makes_a_new_root_so_that_the_last_one_can_always_be_checked() throws Exception {
        try (SigningNode signing = new SigningNode(CoreNode.surroundings("h2"))) {
            signing.node.commands().start(start("a", now), () -> {});
            assertThat(signing.cut()).isTrue();
            signing.node.jdbc().update("update signing_key set retired_at = 1");

            assertThat(signing.cut()).isTrue();
            assertThat(signing.cut()).isFalse();
            signing.publish();

            assertThat(signing.told()).containsExactly("heads/1/0", "root/1", "root/2");
            assertIntact(signing.verifyStore(), 1);
        }
    }

    private static CompletableFuture<Void> run(SigningNode signing) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        signing.cut();
                        signing.publish();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                Threads.ONE_EACH);
    }

    private static void assertIntact(HistoryReport report, long events) {
        assertThat(report.findings()).isEmpty();
        assertThat(report.verdict()).isEqualTo(Verdict.INTACT);
        assertThat(report.events()).isEqualTo(events);
        assertThat(report.unsigned()).isZero();
    }
}
