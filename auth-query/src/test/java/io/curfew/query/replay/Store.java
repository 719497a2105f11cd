package io.curfew.query.replay;

import io.curfew.events.personal.KeyWrap;
import io.curfew.query.audit.AuditTrail;
import io.curfew.query.audit.ContextRepair;
import io.curfew.query.personal.PersonalData;
import io.curfew.query.personal.PersonalKeys;
import io.curfew.query.sessions.DeviceParser;
import io.curfew.query.sessions.PersonalColumns;
import io.curfew.query.sessions.SessionProjection;
import io.curfew.query.sessions.SessionTable;
import io.curfew.query.support.History;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/** The projections on a database, without Kafka: records are given by hand. */
final class Store {
    static final TopicPartition PARTITION = new TopicPartition("session-events", 0);
    static final Positions.Position START = new Positions.Position("topic-id", 0);
    private static final DeviceParser DEVICES = new DeviceParser();

    final JdbcClient jdbc;
    final JdbcTransactionManager manager;
    final TransactionOperations transactions;
    final Positions positions;
    final Generations generations;
    final EventApplier applier;
    final PersonalData personal;
    final AuditTrail trail;
    final SessionProjection sessions;

    Store(DataSource dataSource) {
        this(dataSource, null);
    }

    /** With transactions of another kind, such as some that fail. */
    Store(DataSource dataSource, @Nullable TransactionOperations other) {
        this.jdbc = JdbcClient.create(dataSource);
        this.manager = new JdbcTransactionManager(dataSource);
        this.transactions = new TransactionTemplate(manager);
        this.positions = new Positions(jdbc);
        this.generations = new Generations(jdbc, transactions);
        NamedParameterJdbcTemplate named = new NamedParameterJdbcTemplate(dataSource);
        this.personal = new PersonalData(
                new PersonalKeys(jdbc, new KeyWrap(null)),
                List.of(new PersonalColumns(jdbc, DEVICES), new ContextRepair(named)));
        this.trail = new AuditTrail(named);
        this.sessions = new SessionProjection(new SessionTable(named, DEVICES));
        this.applier = new EventApplier(other == null ? transactions : other, positions, trail, sessions, personal);
    }

    static DataSource migrated(DataSource dataSource) {
        Flyway flyway = new ProjectionConfiguration().queryFlyway(dataSource);
        return flyway.getConfiguration().getDataSource();
    }

    /** Opens another generation to project into; answers its number. */
    int generation() {
        jdbc.sql("update query_generation set state = 'retired' where state = 'building'")
                .update();
        int next = jdbc.sql("select max(generation) + 1 from query_generation")
                .query(Integer.class)
                .single();
        jdbc.sql(
                        "insert into query_generation (generation, state, heartbeat_at) values (?, 'building', current_timestamp)")
                .param(next)
                .update();
        positions.create(next, PARTITION, START);
        return next;
    }

    /** Projects records in this order, in batches of this size, from where the generation is. */
    void project(int generation, List<ConsumerRecord<byte[], byte[]>> records, int batch) {
        project(generation, records, records.size(), batch);
    }

    /** As {@link #project(int, List, int)}, up to a record. */
    void project(int generation, List<ConsumerRecord<byte[], byte[]>> records, int until, int batch) {
        Positions.Position at = positions.load(generation, PARTITION.topic()).getOrDefault(0, START);
        for (int from = (int) at.nextOffset(); from < until; from += batch) {
            List<ConsumerRecord<byte[], byte[]>> some = records.subList(from, Math.min(until, from + batch));
            EventApplier.Step step = applier.apply(generation, PARTITION, at, some);
            if (step.failure() != null) {
                throw new AssertionError(step.failure());
            }
            at = step.next();
        }
    }

    /** Projects records that follow what was projected. */
    void projectOn(int generation, List<ConsumerRecord<byte[], byte[]>> records) {
        if (records.isEmpty()) {
            return;
        }
        Positions.Position at = positions.load(generation, PARTITION.topic()).get(PARTITION.partition());
        EventApplier.Step step = applier.apply(generation, PARTITION, at, records);
        if (step.failure() != null) {
            throw new AssertionError(step.failure());
        }
    }

    /** The same records with offsets in the order they are given in. */
    static List<ConsumerRecord<byte[], byte[]>> renumbered(List<ConsumerRecord<byte[], byte[]>> records) {
        return consumed(records.stream()
                .map(one -> new ProducerRecord<>(one.topic(), null, one.key(), one.value(), one.headers()))
                .toList());
    }

    /** The whole histories as records, in the order of their streams. */
    static List<ProducerRecord<byte[], byte[]>> records(List<History> histories) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (History history : histories) {
            for (long seq = 0; seq <= history.position(); seq++) {
                records.add(history.record(PARTITION.topic(), seq));
            }
        }
        return records;
    }

    /** As they come from the broker: offsets in this order. */
    static List<ConsumerRecord<byte[], byte[]>> consumed(List<ProducerRecord<byte[], byte[]>> sent) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (ProducerRecord<byte[], byte[]> message : sent) {
            records.add(new ConsumerRecord<>(
                    PARTITION.topic(),
                    PARTITION.partition(),
                    records.size(),
                    0,
                    TimestampType.CREATE_TIME,
                    0,
                    0,
                    message.key(),
                    message.value(),
                    new RecordHeaders(message.headers().toArray()),
                    Optional.empty()));
        }
        return records;
    }
}
