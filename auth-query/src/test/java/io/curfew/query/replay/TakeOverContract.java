package io.curfew.query.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.curfew.query.jobs.JobFailedException;
import io.curfew.query.jobs.JobParameters;
import io.curfew.query.jobs.JobRun;
import io.curfew.query.jobs.JobTask;
import io.curfew.query.support.Broker;
import io.curfew.query.support.History;
import io.curfew.query.support.RandomHistories;
import io.curfew.query.support.Tables;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Two who rebuild, one of them believed dead, on any database. */
abstract class TakeOverContract {
    private final Broker broker = Broker.running();
    private LiveNode node;
    private Builds builds;
    private List<History> histories;

    abstract DataSource database() throws Exception;

    @BeforeEach
    void open() throws Exception {
        String topic = broker.topic(3);
        node = new LiveNode(database(), topic);
        builds = new Builds(node.store.jdbc, node.store.transactions, node.store.generations);
        histories = RandomHistories.of(41, 4, 15);
        histories.forEach(history -> broker.publish(topic, history, 0));
    }

    @Test
    @DisplayName("I10 Agreement: a rebuilder that was taken for dead takes nothing from the one that goes on")
    void a_displaced_rebuilder_leaves_its_successors_generation_alone() {
        AtomicInteger building = new AtomicInteger(-1);
        assertThatThrownBy(() -> node.rebuild().run(Source.KAFKA, false, progress -> {
                    if ("following".equals(progress.phase()) && building.get() < 0) {
                        building.set(takenOver().generation());
                    }
                }))
                .isInstanceOf(RebuildException.class)
                .hasMessageContaining("taken away");

        assertThat(Tables.count(node.store.jdbc, "query_audit_event", building.get()))
                .isEqualTo(LiveProjectionContract.events(histories));
        silentFor(31);
        Rebuild.Report report = node.rebuild().run(Source.KAFKA, false, progress -> {});
        assertThat(report.resumed()).isTrue();
        assertThat(report.generation()).isEqualTo(building.get());
    }

    @Test
    void a_job_taken_over_waits_until_the_dead_ones_build_may_be_taken_too() {
        Builds.Build dead = builds.begin(Source.KAFKA, CodeVersion.current());
        Progress run = new Progress();

        Map<String, ?> result = job(5, () -> silentFor(10)).run(run);

        assertThat(result.get("generation")).isEqualTo(dead.generation());
        assertThat(result.get("resumed")).isEqualTo(true);
        assertThat(run.told.get()).as("so that the job is not believed dead").isPositive();
    }

    @Test
    void a_job_does_not_wait_for_ever_for_one_that_lives() {
        builds.begin(Source.KAFKA, CodeVersion.current());

        assertThatThrownBy(() -> job(3, () -> {}).run(new Progress()))
                .isInstanceOf(JobFailedException.class)
                .hasMessageContaining("another rebuild");
    }

    @Test
    void what_was_read_before_and_cannot_be_removed_does_not_make_a_rebuild_fail() {
        node.store
                .jdbc
                .sql("create table holder (generation integer references query_generation (generation))")
                .update();
        node.store.jdbc.sql("insert into holder values (1)").update();

        Rebuild.Report report = node.rebuild().run(Source.KAFKA, true, progress -> {});

        assertThat(node.store.generations.active().number()).isEqualTo(report.generation());
        node.store.jdbc.sql("drop table holder").update();
        node.store.generations.sweep();
        assertThat(generations()).containsExactly(report.generation());
    }

    @Test
    void a_build_is_kept_alive_whatever_its_builder_does_until_it_is_taken_away() {
        Builds.Build build = builds.begin(Source.KAFKA, CodeVersion.current());
        silentFor(31);
        try (BuildPulse pulse = new BuildPulse(builds, build, Duration.ofMillis(10))) {
            pulse.start();
            await().atMost(Duration.ofSeconds(10)).until(() -> pulse.beats() > 2);
            assertThatThrownBy(() -> builds.begin(Source.KAFKA, CodeVersion.current()))
                    .isInstanceOf(BuildBusyException.class);
        }
        silentFor(31);
        assertThat(builds.begin(Source.KAFKA, CodeVersion.current()).resumed()).isTrue();
    }

    @Test
    void a_build_that_nobody_goes_on_with_is_removed_in_the_end() {
        Builds.Build build = builds.begin(Source.KAFKA, CodeVersion.current());
        silentFor(23 * 3600);
        node.store.generations.sweep();
        assertThat(generations()).containsExactlyInAnyOrder(1, build.generation());

        silentFor(3601);
        node.store.generations.sweep();

        assertThat(generations()).containsExactly(1);
    }

    private List<Integer> generations() {
        return node.store
                .jdbc
                .sql("select generation from query_generation")
                .query(Integer.class)
                .list();
    }

    private JobTask job(int looks, Runnable pause) {
        return new RebuildJob(node.rebuild(), looks, pause).task(new JobParameters(Map.of()));
    }

    /** The pulse of who is displaced may come in between. */
    private Builds.Build takenOver() {
        return await().atMost(Duration.ofSeconds(20))
                .ignoreException(BuildBusyException.class)
                .until(
                        () -> {
                            silentFor(31);
                            return builds.begin(Source.KAFKA, CodeVersion.current());
                        },
                        build -> true);
    }

    private void silentFor(int seconds) {
        node.store
                .jdbc
                .sql("update query_generation set heartbeat_at = heartbeat_at - interval '" + seconds
                        + "' second where state = 'building'")
                .update();
    }

    private static final class Progress implements JobRun {
        private final AtomicInteger told = new AtomicInteger();

        @Override
        public String id() {
            return "job";
        }

        @Override
        public boolean resumed() {
            return true;
        }

        @Override
        public void progress(long done, long total) {
            told.incrementAndGet();
        }
    }
}
