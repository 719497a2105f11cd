package io.curfew.query.web;

import io.curfew.query.replay.ProjectionStatus;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether the lists follow the topic: down while anything keeps them from it, with what. Thread-safe. */
final class ProjectionHealth implements HealthIndicator {
    private final ProjectionStatus status;

    ProjectionHealth(ProjectionStatus status) {
        this.status = status;
    }

    @Override
    public Health health() {
        ProjectionStatus.View view = status.view();
        Health.Builder health = view.healthy() ? Health.up() : Health.down();
        health.withDetail("state", view.state()).withDetail("lag", view.lag());
        if (!view.problem().isEmpty()) {
            health.withDetail("problem", view.problem());
        }
        String kafka = view.kafkaProblem();
        if (kafka != null) {
            health.withDetail("kafka", kafka);
        }
        view.failures().forEach(failure -> health.withDetail("partition-" + failure.partition(), failure));
        return health.build();
    }
}
