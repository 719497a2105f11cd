package io.curfew.e2e.deployment;

/** The Kafka and the PostgreSQL that the services stand on, running. */
public interface Foundation extends AutoCloseable {

    /** Kafka's address for clients. */
    String bootstrapServers();

    /** An empty database for auth-command and auth-query. */
    Database database();

    @Override
    void close();

    /** How to reach a database. */
    record Database(String url, String user, String password) {}
}
