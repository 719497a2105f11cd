package io.curfew.command.roots;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.curfew.command.running.Broker;
import io.curfew.command.running.CoreNode;
import io.curfew.command.running.StoredHistory;
import io.curfew.command.running.Topics;
import io.curfew.command.token.JsonWebKeySet;
import io.curfew.events.EventHeaders;
import io.curfew.events.history.Delivery;
import io.curfew.events.history.Encoding;
import io.curfew.events.history.HistoryEntry;
import io.curfew.events.history.HistoryReport;
import io.curfew.events.history.HistoryVerifier;
import io.curfew.events.history.IssuerKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** A node that signs roots when a test says so, and only then. */
final class SigningNode implements AutoCloseable {
    final CoreNode node;

    SigningNode(List<String> surroundings) {
        List<String> properties = new ArrayList<>(surroundings);
        properties.add("curfew.history.heads-interval=1h");
        properties.add("curfew.keys.algorithm=ES256"); // making an RSA key takes long
        this.node = CoreNode.start(properties, Signing.class);
    }

    /** As if an hour had passed. */
    boolean cut() {
        node.jdbc().update("update history_root set created_at = created_at - interval '2' hour");
        return node.bean(RootCutter.class).cut();
    }

    int publish() throws InterruptedException {
        return node.bean(RootRelay.class).publish();
    }

    Duration unsigned() {
        AtomicLong time = new AtomicLong();
        UnsignedAge age = new UnsignedAge(node.jdbc(), () -> time.addAndGet(1_000_000));
        return age.measure();
    }

    /** As by a retention that is too short. */
    void loseHeadsBefore(long offset) throws Exception {
        TopicPartition partition = new TopicPartition(node.property("curfew.kafka.heads-topic"), 0);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", Broker.address()))) {
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(offset)))
                    .all()
                    .get();
        }
    }

    List<String> told() {
        return heads().stream().map(record -> new String(record.key(), UTF_8)).toList();
    }

    private List<ConsumerRecord<byte[], byte[]>> heads() {
        return Topics.records(Broker.address(), node.property("curfew.kafka.heads-topic"));
    }

    HistoryReport verifyStore() {
        HistoryVerifier verifier = verifier(Delivery.ONCE);
        StoredHistory.read(node.jdbc()).forEach(verifier::event);
        return verifier.end();
    }

    HistoryReport verifyTopic() {
        HistoryVerifier verifier = verifier(Delivery.AT_LEAST_ONCE);
        Topics.records(Broker.address(), node.property("curfew.kafka.events-topic"))
                .forEach(record -> verifier.event(new HistoryEntry(
                        new String(record.key(), UTF_8),
                        Topics.seq(record),
                        Topics.header(record, EventHeaders.ID),
                        Topics.header(record, EventHeaders.TYPE),
                        Topics.header(record, EventHeaders.TIME),
                        record.value(),
                        Encoding.digest(Topics.header(record, EventHeaders.STORED_DIGEST)),
                        Encoding.digest(Topics.header(record, EventHeaders.CHAIN)))));
        return verifier.end();
    }

    private HistoryVerifier verifier(Delivery delivery) {
        HistoryVerifier verifier = new HistoryVerifier(
                delivery,
                IssuerKeys.of(node.bean(JsonWebKeySet.class).document().get("keys")));
        heads().forEach(record -> verifier.heads(new String(record.key(), UTF_8), record.value()));
        return verifier;
    }

    @Override
    public void close() {
        node.close();
    }

    @Configuration(proxyBeanMethods = false)
    @ComponentScan({"io.curfew.command.token", "io.curfew.command.roots"})
    static class Signing {
        /** It looks every few seconds whatever the interval, and signs where there is no root yet. */
        @Bean
        static BeanFactoryPostProcessor noTicker() {
            return beans -> ((BeanDefinitionRegistry) beans).removeBeanDefinition("rootTicker");
        }
    }
}
