package io.curfew.query.jobs;

import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Composes the jobs of all kinds there are. */
@Configuration(proxyBeanMethods = false)
public class JobsConfiguration {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    @Bean
    JobTable queryJobTable(JdbcClient jdbc) {
        return new JobTable(jdbc);
    }

    @Bean
    JobRunner queryJobRunner(JobTable table, ObjectProvider<JobKind> kinds, ObjectProvider<Clock> clock) {
        return new JobRunner(table, kinds.stream().toList(), clock.getIfAvailable(Clock::systemUTC), LOOK_EVERY);
    }

    @Bean
    Jobs queryJobs(JobTable table, ObjectProvider<JobKind> kinds, ObjectProvider<Clock> clock, JobRunner runner) {
        return new Jobs(table, kinds.stream().toList(), clock.getIfAvailable(Clock::systemUTC), runner::wakeUp);
    }
}
