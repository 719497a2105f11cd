package io.curfew.listener.spring;

import io.curfew.listener.ListenerStatus;
import io.curfew.listener.RevocationListener;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Says whether this node can judge tokens. Part of readiness, not of liveness: a restart cures no broken Kafka. */
final class RevocationHealthIndicator extends AbstractHealthIndicator {
    private final RevocationListener listener;

    RevocationHealthIndicator(RevocationListener listener) {
        super("The revocation listener's health check failed");
        this.listener = listener;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        ListenerStatus status = listener.status();
        switch (status.state()) {
            case READY -> builder.up();
            case FAILED, CLOSED -> builder.down();
            default -> builder.outOfService();
        }
        builder.withDetail("state", status.state().name())
                .withDetail("detail", status.detail())
                .withDetail("revocations", status.revocations());
        if (status.age() != null) {
            builder.withDetail("age_ms", status.age().toMillis());
        }
    }
}
