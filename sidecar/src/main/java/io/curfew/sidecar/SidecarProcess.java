package io.curfew.sidecar;

import io.curfew.listener.HttpIntrospector;
import io.curfew.listener.Introspector;
import io.curfew.listener.RevocationGate;
import io.curfew.listener.RevocationListener;
import io.curfew.listener.RevocationListenerBuilder;
import io.curfew.listener.RouteRule;
import io.curfew.listener.bearer.BearerAuthenticator;
import io.curfew.listener.jose.JwksTokenVerifier;
import io.curfew.sidecar.SidecarSettings.Introspection;
import io.curfew.sidecar.envoy.EnvoyFace;
import io.curfew.sidecar.http.HttpFace;
import org.jspecify.annotations.Nullable;

/** A running sidecar: the listener and the faces through which it is asked. Thread-safe; started once, closed once. */
final class SidecarProcess implements AutoCloseable {
    private final RevocationListener listener;
    private final HttpFace http;
    private final @Nullable EnvoyFace envoy;

    private SidecarProcess(RevocationListener listener, HttpFace http, @Nullable EnvoyFace envoy) {
        this.listener = listener;
        this.http = http;
        this.envoy = envoy;
    }

    /** Starts one that reads from Kafka. */
    static SidecarProcess start(SidecarSettings settings) throws Exception {
        SidecarSettings.Listener source = settings.listener();
        RevocationListenerBuilder builder = RevocationListener.builder()
                .kafka(source.kafka())
                .bootstrapServers(source.bootstrapServers())
                .topic(source.topic())
                .service(source.node().service())
                .node(source.node().name());
        String receipts = source.node().receiptsTopic();
        if (receipts != null) {
            builder.receiptsTopic(receipts.isEmpty() ? null : receipts);
        }
        return start(settings, builder);
    }

    /** Starts one whose revocations come from wherever the builder says. */
    static SidecarProcess start(SidecarSettings settings, RevocationListenerBuilder builder) throws Exception {
        SidecarSettings.Listener source = settings.listener();
        SidecarSettings.Tokens tokens = settings.tokens();
        RevocationListener listener = builder.maxStaleness(source.maxStaleness())
                .maxTokenLifetime(source.maxTokenLifetime())
                .clockMargin(source.clockMargin())
                .build();
        JwksTokenVerifier verifier = JwksTokenVerifier.builder(tokens.jwks())
                .issuer(tokens.issuer())
                .audience(tokens.audiences().toArray(String[]::new))
                .types(tokens.types().toArray(String[]::new))
                .build();
        RevocationGate gate =
                RevocationGate.of(listener, RouteRule.of(source.policy()), introspector(source.introspection()));
        BearerAuthenticator authenticator = BearerAuthenticator.of(verifier, gate);
        HttpFace http = new HttpFace(
                new HttpFace.Binding(
                        settings.host(), settings.port(), settings.maxHeaderBytes(), settings.maxStreams()),
                listener,
                authenticator,
                source.policy());
        Integer grpcPort = settings.grpcPort();
        EnvoyFace envoy = grpcPort == null
                ? null
                : new EnvoyFace(settings.host(), grpcPort, settings.maxHeaderBytes(), authenticator);
        SidecarProcess process = new SidecarProcess(listener, http, envoy);
        try {
            // The faces first: a port that is taken is known before anything is read, and not ready is an answer too.
            http.start();
            if (envoy != null) {
                envoy.start();
            }
            listener.start();
        } catch (Exception e) {
            process.close();
            throw e;
        }
        return process;
    }

    int port() {
        return http.port();
    }

    /** The port of Envoy's gRPC form; -1 for none. */
    int grpcPort() {
        return envoy == null ? -1 : envoy.port();
    }

    @Override
    public void close() {
        try {
            http.close();
        } finally {
            if (envoy != null) {
                envoy.close();
            }
            listener.close();
        }
    }

    private static @Nullable Introspector introspector(@Nullable Introspection settings) {
        return settings == null
                ? null
                : new HttpIntrospector(
                        settings.endpoint(),
                        settings.clientId(),
                        settings.clientSecret(),
                        HttpIntrospector.DEFAULT_TIMEOUT);
    }
}
