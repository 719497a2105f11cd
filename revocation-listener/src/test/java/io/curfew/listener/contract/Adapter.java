package io.curfew.listener.contract;

import io.curfew.listener.InMemoryNoticeFeed;

/**
 * A small service behind one of the adapters: {@code /hello} for anybody with a token, {@code /admin/hello} for scope
 * {@code admin}; audience {@code curfew}, issuer {@link TokenForge#ISSUER}; headers of two megabytes allowed.
 */
interface Adapter extends AutoCloseable {
    Answer send(String path, Sent sent) throws Exception;

    @Override
    void close() throws Exception;

    /** Starts one whose keys are at that address. */
    interface Starter {
        Adapter start(String jwksUri, InMemoryNoticeFeed feed) throws Exception;
    }
}
