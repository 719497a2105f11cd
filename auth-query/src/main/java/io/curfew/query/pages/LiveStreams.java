package io.curfew.query.pages;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * What keeps open pages up to date (Server-Sent Events, WHATWG HTML section 9.2): one clock for all streams, a bounded
 * number of them, and the access token judged again every second, so that a stream ends when its session is revoked or its
 * token expires. A reader that does not read holds up itself only. Thread-safe.
 */
class LiveStreams implements SmartLifecycle {
    private static final int MOST = 64;
    private static final int MOST_PER_USER = 8;
    private static final long TICK_MILLIS = 100;

    private final JwtDecoder decoder;
    private final Set<LiveStream> streams = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(work -> thread(work, "curfew-pages-clock"));
    // Each stream has one piece of work at a time, so there is a thread for each of them and nothing waits.
    private final ThreadPoolExecutor workers = new ThreadPoolExecutor(
            0, MOST, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> thread(work, "curfew-pages-live"));
    private volatile boolean running;

    LiveStreams(JwtDecoder decoder) {
        this.decoder = decoder;
    }

    /** Opens a stream for a caller, or answers 429 or 503 when there are enough. */
    SseEmitter open(JwtAuthenticationToken caller, LiveStream.Feed feed) {
        LiveStream stream = new LiveStream(caller, feed, decoder);
        synchronized (streams) {
            long own = streams.stream()
                    .filter(other -> other.isOf(caller.getName()))
                    .count();
            if (own >= MOST_PER_USER) {
                throw new ResponseStatusException(HttpStatus.TOO_MANY_REQUESTS);
            }
            if (streams.size() >= MOST || !running) {
                throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE);
            }
            streams.add(stream);
        }
        return stream.opened(() -> streams.remove(stream));
    }

    private void tick() {
        for (LiveStream stream : streams) {
            if (stream.claim()) {
                begin(stream);
            }
        }
    }

    /** A stream that was closed may still hold a thread, in a write that nobody reads: then this one has its turn later. */
    private void begin(LiveStream stream) {
        try {
            workers.execute(stream::serve);
        } catch (RejectedExecutionException e) {
            stream.release();
        }
    }

    private static Thread thread(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void start() {
        running = true;
        var unused = clock.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Before the web server waits for requests to end: these would not. */
    @Override
    public void stop() {
        running = false;
        clock.shutdownNow();
        workers.shutdown();
        streams.forEach(LiveStream::end);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
