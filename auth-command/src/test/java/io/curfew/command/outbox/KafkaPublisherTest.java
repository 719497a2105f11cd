package io.curfew.command.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KafkaPublisherTest {

    @ParameterizedTest
    @MethodSource
    void a_topic_or_a_record_at_fault_leaves_the_producer_to_the_revocations(Exception failure) {
        assertThat(KafkaPublisher.endsProducer(failure)).isFalse();
    }

    static Stream<Exception> a_topic_or_a_record_at_fault_leaves_the_producer_to_the_revocations() {
        return Stream.of(
                new TopicAuthorizationException(Set.of("session-heads")),
                new InvalidTopicException("personal-data-keys"),
                new RecordTooLargeException(),
                new TimeoutException());
    }

    @ParameterizedTest
    @MethodSource
    void what_no_later_record_can_survive_ends_the_producer(Exception failure) {
        assertThat(KafkaPublisher.endsProducer(failure)).isTrue();
    }

    static Stream<Exception> what_no_later_record_can_survive_ends_the_producer() {
        return Stream.of(
                new ClusterAuthorizationException("denied"),
                new ProducerFencedException("fenced"),
                new OutOfOrderSequenceException("lost"),
                new UnsupportedVersionException("old"),
                new IllegalStateException("closed"));
    }
}
