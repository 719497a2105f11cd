package io.curfew.query.pages;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** One open stream and what it carries. Served by one thread at a time, which must {@link #claim} it. */
final class LiveStream {
    private static final Logger LOG = LoggerFactory.getLogger(LiveStream.class);
    private static final long JUDGED_EVERY = TimeUnit.SECONDS.toNanos(1);
    /** Well within what proxies wait for. */
    private static final long BEAT_EVERY = TimeUnit.SECONDS.toNanos(5);

    private final SseEmitter emitter = new SseEmitter(0L);
    private final JwtAuthenticationToken caller;
    private final Feed feed;
    private final JwtDecoder decoder;
    private final AtomicBoolean claimed = new AtomicBoolean();
    private long judgedAt;
    private long sentAt;

    LiveStream(JwtAuthenticationToken caller, Feed feed, JwtDecoder decoder) {
        this.caller = caller;
        this.feed = feed;
        this.decoder = decoder;
        this.judgedAt = System.nanoTime();
        this.sentAt = judgedAt - BEAT_EVERY;
    }

    /** Where messages come from; asked ten times a second. */
    @FunctionalInterface
    interface Feed {
        /** What is new since it was asked last; empty for nothing. */
        List<Message> next();
    }

    /**
     * One message.
     *
     * @param last whether nothing comes after it
     */
    record Message(String event, String data, boolean last) {}

    SseEmitter opened(Runnable whenClosed) {
        emitter.onCompletion(whenClosed);
        emitter.onError(e -> whenClosed.run());
        return emitter;
    }

    boolean isOf(String user) {
        return caller.getName().equals(user);
    }

    boolean claim() {
        return claimed.compareAndSet(false, true);
    }

    /** Frees the claim. */
    void release() {
        claimed.set(false);
    }

    /** Sends what there is; frees the claim. */
    void serve() {
        try {
            long now = System.nanoTime();
            if (now - judgedAt >= JUDGED_EVERY) {
                judgedAt = now;
                decoder.decode(caller.getToken().getTokenValue());
            }
            for (Message message : feed.next()) {
                send(SseEmitter.event().name(message.event()).data(message.data(), MediaType.TEXT_PLAIN));
                if (message.last()) {
                    emitter.complete();
                    return;
                }
            }
            if (System.nanoTime() - sentAt >= BEAT_EVERY) {
                send(SseEmitter.event().comment(""));
            }
        } catch (JwtException e) {
            // Whoever comes back is judged again, and told to sign in or to wait.
            emitter.complete();
        } catch (IOException | IllegalStateException e) {
            emitter.completeWithError(e);
        } catch (RuntimeException e) {
            LOG.warn("A stream has ended because of a failure", e);
            emitter.complete();
        } finally {
            release();
        }
    }

    private void send(SseEmitter.SseEventBuilder event) throws IOException {
        emitter.send(event);
        sentAt = System.nanoTime();
    }

    void end() {
        emitter.complete();
    }
}
