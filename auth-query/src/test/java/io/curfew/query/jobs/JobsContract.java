package io.curfew.query.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What jobs promise, on any database. */
abstract class JobsContract {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final List<JobRunner> runners = new ArrayList<>();
    private JdbcClient jdbc;
    private JobTable table;

    abstract DataSource database() throws Exception;

    @BeforeEach
    void open() throws Exception {
        jdbc = JdbcClient.create(database());
        table = new JobTable(jdbc);
    }

    @AfterEach
    void stop() {
        runners.forEach(JobRunner::stop);
    }

    @Test
    void a_job_runs_and_says_how_far_it_was_and_what_came_out() {
        Kind count = new Kind("count", false, run -> {
            run.progress(7, 9);
            return Map.of("answer", 42);
        });
        Jobs jobs = jobs(count);
        node(count);

        Job begun = jobs.begin(jobs.understand("{\"kind\":\"count\",\"limit\":3}"), "somebody");
        assertThat(begun.requestedBy()).isEqualTo("somebody");
        assertThat(begun.parameters()).isEqualTo("{\"limit\":3}");

        Job ended = awaitEnd(jobs, begun);
        assertThat(ended.state()).isEqualTo(Job.State.DONE);
        assertThat(ended.result()).isEqualTo("{\"answer\":42}");
        assertThat(ended.progress().done()).isEqualTo(7);
        assertThat(ended.progress().total()).isEqualTo(9);
        assertThat(ended.endedAt()).isNotNull();
        assertThat(jobs.latest(10)).containsExactly(ended);
    }

    @Test
    void a_job_that_fails_says_why_and_the_next_one_runs() {
        Kind fails = new Kind("fails", false, run -> {
            throw new JobFailedException("the topic is gone");
        });
        Kind breaks = new Kind("breaks", false, run -> {
            throw new IllegalStateException("with a secret");
        });
        Jobs jobs = jobs(fails, breaks);
        node(fails, breaks);

        Job first = jobs.begin(jobs.understand("{\"kind\":\"fails\"}"), "a");
        Job second = jobs.begin(jobs.understand("{\"kind\":\"breaks\"}"), "a");

        assertThat(awaitEnd(jobs, first).error()).isEqualTo("the topic is gone");
        assertThat(awaitEnd(jobs, second).error()).doesNotContain("secret").isNotBlank();
        assertThat(jobs.find(second.id()).orElseThrow().state()).isEqualTo(Job.State.FAILED);
    }

    @Test
    void only_one_of_a_kind_that_runs_alone_until_it_has_ended() {
        CountDownLatch go = new CountDownLatch(1);
        Kind alone = new Kind("alone", true, run -> {
            awaitLatch(go);
            return Map.of();
        });
        Jobs jobs = jobs(alone);
        node(alone);
        Job first = jobs.begin(jobs.understand("{\"kind\":\"alone\"}"), "a");

        assertThatThrownBy(() -> jobs.begin(jobs.understand("{\"kind\":\"alone\"}"), "a"))
                .isInstanceOf(JobRunningException.class);
        go.countDown();
        awaitEnd(jobs, first);

        awaitEnd(jobs, jobs.begin(jobs.understand("{\"kind\":\"alone\"}"), "a"));
    }

    @Test
    void a_job_of_a_dead_node_is_taken_up_and_the_dead_one_can_change_nothing_any_more() {
        AtomicInteger resumed = new AtomicInteger();
        Kind kind = new Kind("long", false, run -> {
            resumed.addAndGet(run.resumed() ? 1 : 0);
            return Map.of();
        });
        Jobs jobs = jobs(kind);
        Job job = jobs.begin(jobs.understand("{\"kind\":\"long\"}"), "a");
        assertThat(take("long", "the dead one")).isPresent();
        assertThat(take("long", "another")).as("it is not dead yet").isEmpty();
        silentFor(31);

        node(kind);

        assertThat(awaitEnd(jobs, job).state()).isEqualTo(Job.State.DONE);
        assertThat(resumed).hasValue(1);
        assertThat(table.heartbeat(job.id(), "the dead one", new Job.Progress(1, 1, 1)))
                .isFalse();
        table.end(job.id(), "the dead one", Clock.systemUTC().instant(), null, "too late");
        assertThat(jobs.find(job.id()).orElseThrow().error()).isNull();
    }

    @Test
    void a_job_whose_nodes_die_again_and_again_is_shown_failed() {
        Kind kind = new Kind("deadly", false, run -> Map.of());
        Jobs jobs = jobs(kind);
        Job job = jobs.begin(jobs.understand("{\"kind\":\"deadly\"}"), "a");
        for (int death = 0; death < 3; death++) {
            assertThat(take("deadly", "node " + death)).isPresent();
            silentFor(31);
        }

        node(kind);

        assertThat(awaitEnd(jobs, job).error()).contains("3 times");
    }

    @Test
    void a_node_that_shuts_down_leaves_its_job_to_another_at_once() {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicInteger nodes = new AtomicInteger();
        Kind kind = new Kind("long", false, run -> {
            begun.countDown();
            if (nodes.incrementAndGet() == 1) {
                while (true) {
                    run.progress(1, 0);
                    Thread.onSpinWait();
                }
            }
            return Map.of();
        });
        Jobs jobs = jobs(kind);
        JobRunner first = node(kind);
        Job job = jobs.begin(jobs.understand("{\"kind\":\"long\"}"), "a");
        awaitLatch(begun);

        first.stop();
        node(kind);

        assertThat(awaitEnd(jobs, job).state()).isEqualTo(Job.State.DONE);
        assertThat(nodes).hasValue(2);
    }

    @Test
    void two_nodes_do_each_job_once() {
        AtomicInteger runs = new AtomicInteger();
        Kind kind = new Kind("quick", false, run -> Map.of("n", runs.incrementAndGet()));
        Jobs jobs = jobs(kind);
        List<Job> asked = new ArrayList<>();
        node(kind);
        node(kind);
        for (int i = 0; i < 20; i++) {
            asked.add(jobs.begin(jobs.understand("{\"kind\":\"quick\"}"), "user " + i));
        }

        asked.forEach(job -> awaitEnd(jobs, job));
        assertThat(runs).hasValue(20);
    }

    private Optional<JobTable.Taken> take(String kind, String runner) {
        return table.take(List.of(kind), List.of(), List.of(), runner);
    }

    private void silentFor(int seconds) {
        jdbc.sql("update query_job set heartbeat_at = heartbeat_at - interval '" + seconds + "' second where state ="
                        + " 'running'")
                .update();
    }

    private Jobs jobs(JobKind... kinds) {
        return new Jobs(table, Arrays.asList(kinds), Clock.systemUTC(), () -> runners.forEach(JobRunner::wakeUp));
    }

    private JobRunner node(JobKind... kinds) {
        JobRunner runner = new JobRunner(table, Arrays.asList(kinds), Clock.systemUTC(), Duration.ofMillis(50));
        runners.add(runner);
        runner.start();
        return runner;
    }

    private static Job awaitEnd(Jobs jobs, Job job) {
        return await().atMost(SOON)
                .until(() -> jobs.find(job.id()).orElseThrow(), now -> now.state() != Job.State.RUNNING);
    }

    private static void awaitLatch(CountDownLatch latch) {
        await().atMost(SOON).until(() -> latch.getCount() == 0);
    }

    private record Kind(String name, boolean alone, JobTask task) implements JobKind {
        @Override
        public JobTask task(JobParameters parameters) {
            parameters.number("limit", 1, 9);
            return task;
        }
    }
}
