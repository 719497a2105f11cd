package io.curfew.sidecar.http;

import io.curfew.listener.ListenerStatus;
import io.curfew.listener.RevocationListener;
import io.curfew.listener.StalenessPolicy;
import io.curfew.listener.bearer.BearerAuthenticator;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The HTTP server of a sidecar: HTTP/1.1 on one address, with bounds on sizes and times. Start once, stop once. */
public final class HttpFace implements AutoCloseable {
    private static final int MOST_THREADS = 64;
    private static final int LEAST_THREADS = 4;
    private static final int EVENTS_KEPT = 8192;
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final Duration STOP = Duration.ofSeconds(5);

    private final Server server;
    private final ServerConnector connector;
    private final StreamHandler streams;
    private volatile boolean stopping;

    /**
     * A server, not yet started.
     *
     * @param policy of the node: where it is not CLOSED, a stale node still decides and so stays ready
     */
    public HttpFace(
            Binding binding, RevocationListener listener, BearerAuthenticator authenticator, StalenessPolicy policy) {
        RevocationLog log = new RevocationLog(UUID.randomUUID().toString(), EVENTS_KEPT);
        streams = new StreamHandler(listener, log, binding.maxStreams(), HEARTBEAT);
        // Before the listener starts, so that nothing is applied unheard; and for as long as the listener lives.
        var unused = listener.subscribe(streams::applied);
        server = new Server(threads());
        connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http(binding)));
        connector.setHost(binding.host());
        connector.setPort(binding.port());
        connector.setIdleTimeout(IDLE.toMillis());
        server.addConnector(connector);
        Map<String, Request.Handler> checks = Map.of(
                "/check", new CheckHandler(authenticator, CheckHandler.Form.PLAIN),
                "/check/nginx", new CheckHandler(authenticator, CheckHandler.Form.NGINX));
        Map<String, Request.Handler> reads = Map.of(
                "/health/live", new HealthHandler(() -> true),
                "/health/ready", new HealthHandler(() -> !stopping && decides(listener.status(), policy)),
                "/revocations", new SnapshotHandler(listener, log),
                "/revocations/stream", streams);
        Router router = new Router(checks, reads, new CheckHandler(authenticator, CheckHandler.Form.ENVOY));
        server.setHandler(new GracefulHandler(router));
        server.setStopTimeout(STOP.toMillis());
    }

    /**
     * Where to listen.
     *
     * @param port 0 for any
     */
    public record Binding(String host, int port, int maxHeaderBytes, int maxStreams) {}

    /** Starts to listen. */
    public void start() throws Exception {
        server.start();
    }

    /** The port it listens on. */
    public int port() {
        return connector.getLocalPort();
    }

    /** Says "not ready", ends the streams, lets running requests end, and stops. */
    @Override
    public void close() {
        stopping = true;
        streams.close();
        LifeCycle.stop(server);
    }

    private static boolean decides(ListenerStatus status, StalenessPolicy policy) {
        return status.ready() || (policy != StalenessPolicy.CLOSED && status.state() == ListenerStatus.State.STALE);
    }

    private static QueuedThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, LEAST_THREADS);
        threads.setName("curfew-http");
        return threads;
    }

    private static HttpConfiguration http(Binding binding) {
        HttpConfiguration http = new HttpConfiguration();
        http.setRequestHeaderSize(binding.maxHeaderBytes());
        http.setResponseHeaderSize(64 * 1024);
        http.setSendServerVersion(false);
        http.setSendDateHeader(false);
        // The path behind Envoy's prefix is the client's; it is compared, never resolved, so nothing in it is
        // ambiguous.
        http.setUriCompliance(UriCompliance.UNSAFE);
        return http;
    }
}
