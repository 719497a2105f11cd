package io.curfew.e2e.deployment;

import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** Kafka and PostgreSQL in containers (Testcontainers), from the images of {@code docker-compose.yml}. */
public final class ContainerFoundation implements Foundation {
    private final KafkaContainer kafka = new KafkaContainer("apache/kafka:4.2.1");
    private final PostgreSQLContainer postgres = new PostgreSQLContainer("postgres:17");

    public ContainerFoundation() {
        try {
            kafka.start();
            postgres.start();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    @Override
    public String bootstrapServers() {
        return kafka.getBootstrapServers();
    }

    @Override
    public Database database() {
        return new Database(postgres.getJdbcUrl(), postgres.getUsername(), postgres.getPassword());
    }

    @Override
    public void close() {
        postgres.stop();
        kafka.stop();
    }
}
