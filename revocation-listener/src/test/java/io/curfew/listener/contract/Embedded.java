package io.curfew.listener.contract;

import io.curfew.listener.InMemoryNoticeFeed;
import io.curfew.listener.RevocationGate;
import io.curfew.listener.RevocationListener;
import io.curfew.listener.RouteRule;
import io.curfew.listener.bearer.BearerAuthenticator;
import io.curfew.listener.jose.JwksTokenVerifier;
import java.net.URI;

/** What an embedder without a framework writes. */
final class Embedded implements AutoCloseable {
    private final RevocationListener listener;
    private final BearerAuthenticator authenticator;

    Embedded(String jwksUri, InMemoryNoticeFeed feed) {
        this(jwksUri, feed, RouteRule.CLOSED);
    }

    Embedded(String jwksUri, InMemoryNoticeFeed feed, RouteRule rule) {
        listener = RevocationListener.builder().feed(feed).build();
        listener.start();
        JwksTokenVerifier verifier = JwksTokenVerifier.builder(URI.create(jwksUri))
                .issuer(TokenForge.ISSUER)
                .audience("curfew")
                .build();
        authenticator = BearerAuthenticator.of(verifier, RevocationGate.of(listener, rule, null));
    }

    RevocationListener listener() {
        return listener;
    }

    BearerAuthenticator authenticator() {
        return authenticator;
    }

    @Override
    public void close() {
        listener.close();
    }
}
