package io.curfew.query.web;

import io.curfew.query.replay.ProjectionStatus;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** The projection in numbers, {@code curfew.query.*}. Thread-safe. */
final class ProjectionMetrics implements MeterBinder {
    private final ProjectionStatus status;

    ProjectionMetrics(ProjectionStatus status) {
        this.status = status;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        FunctionCounter.builder("curfew.query.events.applied", status, ProjectionStatus::applied)
                .description("Events projected")
                .register(registry);
        FunctionCounter.builder("curfew.query.events.duplicates", status, ProjectionStatus::duplicates)
                .description("Events that came again")
                .register(registry);
        FunctionCounter.builder("curfew.query.records.unreadable", status, ProjectionStatus::unreadable)
                .description("Records that stopped their partition")
                .register(registry);
        Gauge.builder("curfew.query.lag", status, ProjectionStatus::lag)
                .description("Records not yet projected, -1 when unknown")
                .register(registry);
        Gauge.builder("curfew.query.partitions.failed", status, s -> s.view()
                        .failures()
                        .size())
                .description("Partitions that cannot be read on")
                .register(registry);
    }
}
