package io.curfew.listener.contract;

import io.curfew.listener.InMemoryNoticeFeed;

/**
 * A small service behind one of the adapters: {@code /hello} for anybody with a token, {@code /admin/hello} for scope
 * {@code admin}; audience {@code curfew}, issuer {@link TokenForge#ISSUER}; headers of two megabytes allowed.
 */
interface Adapter extends AutoCloseable {
    Answer send(String path, Sent sent) throws Exception;

    /** Whether a call has a query, as in HTTP. */
    default boolean hasQuery() {
        return true;
    }

    /** Whether the adapter can know which scope was missing; Spring's reactive rules do not say. */
    default boolean namesMissingScope() {
        return true;
    }

    @Override
    void close() throws Exception;

    /** Starts one whose keys are at that address. */
    interface Starter {
        Adapter start(String jwksUri, InMemoryNoticeFeed feed) throws Exception;
    }
}
