package io.curfew.query.replay;

import io.curfew.query.support.Broker;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/** One running projection, as a node of auth-query would have it. */
final class LiveNode implements AutoCloseable {
    final Store store;
    final ProjectionStatus status = new ProjectionStatus();
    final EventTopic topic;
    final Placement placement;
    private final DataSource dataSource;
    private final LiveProjection live;

    LiveNode(DataSource dataSource, String topicName) {
        this(dataSource, topicName, Broker.running().address(), null);
    }

    LiveNode(DataSource dataSource, String topicName, String servers, @Nullable TransactionOperations transactions) {
        this.dataSource = dataSource;
        store = new Store(dataSource, transactions);
        topic = new EventTopic(topicName, Map.of("bootstrap.servers", servers));
        placement = new Placement(topic, store.positions);
        live = new LiveProjection(
                topic, new ProjectionRound(topic, store.generations, placement, store.applier, status), status);
    }

    LiveNode start() {
        live.start();
        return this;
    }

    Rebuild rebuild() {
        return rebuild(store.transactions);
    }

    /** In small parts, so that there are several. */
    Rebuild rebuild(TransactionOperations transactions) {
        return new RebuildParts(
                        topic,
                        new EventStore(dataSource),
                        store.generations,
                        store.trail,
                        store.sessions,
                        store.personal,
                        store.applier,
                        20)
                .rebuild(store.jdbc, transactions);
    }

    @Override
    public void close() {
        live.stop();
    }
}
