package io.curfew.sidecar;

import io.curfew.listener.NoticeFeed;
import io.curfew.listener.RevocationListener;
import io.curfew.listener.RevocationListenerBuilder;
import java.util.HashMap;
import java.util.Map;

/** A sidecar in the test's own process, with settings as an operator writes them. */
public final class RunningSidecar implements AutoCloseable {
    private final SidecarProcess process;

    private RunningSidecar(SidecarProcess process) {
        this.process = process;
    }

    /** One whose revocations come from that feed. */
    public static RunningSidecar start(String issuer, String jwksUri, NoticeFeed feed, Map<String, String> more)
            throws Exception {
        return start(issuer, jwksUri, RevocationListener.builder().feed(feed), more);
    }

    static RunningSidecar start(
            String issuer, String jwksUri, RevocationListenerBuilder listener, Map<String, String> more)
            throws Exception {
        Map<String, String> environment = new HashMap<>(Map.of(
                "CURFEW_ISSUER", issuer,
                "CURFEW_JWKS_URI", jwksUri,
                "CURFEW_AUDIENCES", "curfew",
                "CURFEW_BOOTSTRAP_SERVERS", "127.0.0.1:1",
                "CURFEW_PORT", "0",
                "CURFEW_MAX_HEADER_BYTES", "2097152"));
        environment.putAll(more);
        return new RunningSidecar(SidecarProcess.start(SettingsReader.read(Map.of(), environment), listener));
    }

    public int port() {
        return process.port();
    }

    public int grpcPort() {
        return process.grpcPort();
    }

    @Override
    public void close() {
        process.close();
    }
}
