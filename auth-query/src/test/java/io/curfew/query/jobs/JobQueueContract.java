package io.curfew.query.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whose turn it is, on any database. */
abstract class JobQueueContract {
    private final List<JobRunner> runners = new ArrayList<>();
    private final List<String> order = new CopyOnWriteArrayList<>();
    private final Kind question = new Kind("question", false, true);
    private final Kind repair = new Kind("repair", true, true);
    private JobTable table;
    private Jobs jobs;

    abstract DataSource database() throws Exception;

    @BeforeEach
    void open() throws Exception {
        table = new JobTable(JdbcClient.create(database()));
        jobs = new Jobs(table, List.of(question, repair), Clock.systemUTC(), () -> {});
    }

    @AfterEach
    void stop() {
        runners.forEach(JobRunner::stop);
    }

    @Test
    void one_user_has_three_jobs_that_have_not_ended_and_no_more() {
        for (int i = 0; i < 3; i++) {
            ask("question", "a");
        }

        assertThatThrownBy(() -> ask("question", "a"))
                .isInstanceOf(JobRunningException.class)
                .hasMessageContaining("You have 3");
        ask("question", "b");
        node(question);
        await().until(() -> order.size() == 4);
        await().until(() -> jobs.latest(10).stream().allMatch(job -> job.state() == Job.State.DONE));
        ask("question", "a");
    }

    @Test
    void nobody_fills_the_database_with_jobs_and_nobody_keeps_an_administrator_out() {
        for (int i = 0; i < 50; i++) {
            ask("question", "user " + i);
        }

        assertThatThrownBy(() -> ask("question", "another"))
                .isInstanceOf(JobRunningException.class)
                .hasMessageContaining("Too many");
        ask("repair", "an administrator");
        node(question, repair);
        await().until(() -> !order.isEmpty());
        assertThat(order.get(0)).isEqualTo("repair");
    }

    @Test
    void what_one_node_is_not_set_up_for_is_done_by_another() {
        Job job = ask("repair", "an administrator");
        node(Duration.ofSeconds(5), new Kind("repair", true, false)); // it must not use up all attempts
        node(repair);

        assertThat(ended(job).state()).isEqualTo(Job.State.DONE);
    }

    @Test
    void what_no_node_is_set_up_for_fails_with_the_reason() {
        Job job = ask("repair", "an administrator");
        node(new Kind("repair", true, false));

        assertThat(ended(job).error()).isEqualTo("There is no such thing here.");
    }

    private Job ask(String kind, String user) {
        return jobs.begin(jobs.understand("{\"kind\":\"" + kind + "\"}"), user);
    }

    private void node(JobKind... kinds) {
        node(Duration.ofMillis(50), kinds);
    }

    private void node(Duration pace, JobKind... kinds) {
        JobRunner runner = new JobRunner(table, List.of(kinds), Clock.systemUTC(), pace);
        runners.add(runner);
        runner.start();
    }

    private Job ended(Job job) {
        return await().atMost(Duration.ofSeconds(20))
                .until(() -> jobs.find(job.id()).orElseThrow(), now -> now.state() != Job.State.RUNNING);
    }

    private final class Kind implements JobKind {
        private final String name;
        private final boolean administrative;
        private final boolean able;

        Kind(String name, boolean administrative, boolean able) {
            this.name = name;
            this.administrative = administrative;
            this.able = able;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public boolean administrative() {
            return administrative;
        }

        @Override
        public JobTask task(JobParameters parameters) {
            if (!able) {
                throw new InvalidJobException("There is no such thing here.");
            }
            return run -> {
                order.add(name);
                return Map.of();
            };
        }
    }
}
