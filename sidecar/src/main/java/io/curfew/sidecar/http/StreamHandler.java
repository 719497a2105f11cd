package io.curfew.sidecar.http;

import io.curfew.listener.RevocationEntry;
import io.curfew.listener.RevocationListener;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stream of revocations as they are applied (Server-Sent Events, WHATWG HTML section 9.2). One thread serves all
 * readers and waits for none; the thread that applies revocations only appends to the log. Thread-safe.
 */
final class StreamHandler implements Request.Handler, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamHandler.class);
    private static final Duration LOOK_AT_STATE = Duration.ofMillis(500);
    private static final String RESET = "event: reset\ndata: {}\n\n";

    private final RevocationListener listener;
    private final RevocationLog log;
    private final int mostClients;
    private final Set<StreamClient> clients = ConcurrentHashMap.newKeySet();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicBoolean pumpDue = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final ScheduledExecutorService pump = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "curfew-streams");
        thread.setDaemon(true);
        return thread;
    });

    StreamHandler(RevocationListener listener, RevocationLog log, int mostClients, Duration heartbeat) {
        this.listener = listener;
        this.log = log;
        this.mostClients = mostClients;
        var unusedState = pump.scheduleWithFixedDelay(
                () -> pump(false), LOOK_AT_STATE.toMillis(), LOOK_AT_STATE.toMillis(), TimeUnit.MILLISECONDS);
        var unusedHeartbeat = pump.scheduleWithFixedDelay(
                () -> pump(true), heartbeat.toMillis(), heartbeat.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** One revocation was applied; quick. */
    void applied(RevocationEntry entry) {
        log.append(entry);
        if (!clients.isEmpty()) {
            wake();
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (open.incrementAndGet() > mostClients) {
            open.decrementAndGet();
            Replies.problem(response, callback, Problem.TOO_MANY_READERS);
            return true;
        }
        response.setStatus(200);
        response.getHeaders().put("Content-Type", "text/event-stream");
        response.getHeaders().put("Cache-Control", "no-store");
        // nginx would collect the events otherwise.
        response.getHeaders().put("X-Accel-Buffering", "no");
        if (request.getMethod().equals("HEAD")) {
            open.decrementAndGet();
            callback.succeeded();
            return true;
        }
        String known = request.getHeaders().get("Last-Event-ID");
        long place = known == null ? log.last() : log.numberOf(known);
        String greeting = "retry: 1000\n\n" + (place < 0 ? RESET : "");
        Callback done = Callback.from(callback, open::decrementAndGet);
        clients.add(new StreamClient(log, response, done, place < 0 ? log.last() : place, greeting, this::wake));
        wake();
        return true;
    }

    int readers() {
        return open.get();
    }

    /** Ends all streams. Idempotent. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        pump.execute(() -> {
            clients.forEach(StreamClient::end);
            clients.clear();
        });
        pump.shutdown();
        try {
            if (!pump.awaitTermination(2, TimeUnit.SECONDS)) {
                pump.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void wake() {
        if (pumpDue.compareAndSet(false, true)) {
            try {
                pump.execute(() -> pump(false));
            } catch (RejectedExecutionException e) {
                // Closing: the streams are ended by whoever closes.
            }
        }
    }

    private void pump(boolean heartbeat) {
        pumpDue.set(false);
        if (clients.isEmpty()) {
            return;
        }
        String state = RevocationJson.line(out -> RevocationJson.state(out, listener.status()));
        clients.removeIf(client -> {
            boolean lost = !pumped(client, state, heartbeat);
            if (lost) {
                client.end();
            }
            return lost;
        });
    }

    private static boolean pumped(StreamClient client, String state, boolean heartbeat) {
        try {
            return client.pump(state, heartbeat);
        } catch (RuntimeException e) {
            // One reader must not end the timer that serves all of them.
            LOG.error("An event stream failed and is cut", e);
            return false;
        }
    }
}
