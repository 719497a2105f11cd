package io.curfew.query.replay;

import io.curfew.query.audit.AuditTrail;
import io.curfew.query.personal.PersonalData;
import io.curfew.query.sessions.SessionProjection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** What a rebuild is made of, beside the database it writes to. Immutable and thread-safe. */
record RebuildParts(
        EventTopic topic,
        EventStore store,
        Generations generations,
        AuditTrail trail,
        SessionProjection sessions,
        PersonalData personal,
        EventApplier applier,
        int eventsAPart) {
    static final int EVENTS_A_PART = 10_000;

    Rebuild rebuild(JdbcClient jdbc, TransactionOperations transactions) {
        Placement placement = new Placement(topic, new Positions(jdbc));
        Builds builds = new Builds(jdbc, transactions, generations);
        StreamWriter writer = new StreamWriter(transactions, trail, sessions, personal, builds);
        return new Rebuild(
                generations,
                builds,
                new Construction(topic, new TopicHistory(topic), store, placement, builds, writer, eventsAPart),
                new Following(topic, placement, builds, applier),
                new GenerationComparison(jdbc));
    }
}
