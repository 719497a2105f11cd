package io.curfew.query.web;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells auth-command, with the reader's own token, who accesses whose history. The same read within a minute is told
 * once, so that paging costs nothing; each export is told. Waits two seconds at most; after a failure reads do not wait for it again for a while.
 * Thread-safe.
 */
final class HistoryAccessClient {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryAccessClient.class);
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration LOG_EVERY = Duration.ofMinutes(1);
    private static final int REMEMBERED = 10_000;
    private static final int NO_CONTENT = 204;

    private final URI uri;
    private final Clock clock;
    private final Counter unrecorded;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final Set<HistoryAccess> told = new HashSet<>();
    private Instant toldIn = Instant.EPOCH;
    private Instant loggedAt = Instant.EPOCH;
    private volatile Instant notBefore = Instant.EPOCH;

    /** One for auth-command at an address. */
    HistoryAccessClient(String commandUrl, MeterRegistry meters, Clock clock) {
        this.uri = URI.create(commandUrl.replaceFirst("/+$", "") + "/auth/history-accesses");
        this.clock = clock;
        this.unrecorded = Counter.builder("curfew.query.accesses.unrecorded")
                .description("Accesses to histories that auth-command could not be told of")
                .register(meters);
    }

    /** Tells of an access; answers whether it is recorded. */
    boolean tell(HistoryAccess access, String token) {
        Instant now = clock.instant();
        if (!access.exported() && isTold(access, now)) {
            return true;
        }
        if (!access.exported() && now.isBefore(notBefore)) {
            return failed("auth-command did not answer a moment ago", now);
        }
        try {
            int status = http.send(request(access, token), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            if (status != NO_CONTENT) {
                return failed("auth-command answered " + status, now);
            }
        } catch (IOException e) {
            notBefore = clock.instant().plus(PAUSE);
            return failed(e.getClass().getSimpleName(), now);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed("interrupted", now);
        }
        if (!access.exported()) {
            remember(access, now);
        }
        return true;
    }

    private HttpRequest request(HistoryAccess access, String token) {
        Map<String, String> body = new LinkedHashMap<>();
        body.put("kind", access.exported() ? "export" : "read");
        if (access.subject() != null) {
            body.put("subject", access.subject());
        }
        body.put("what", access.what());
        return HttpRequest.newBuilder(uri)
                .timeout(TIMEOUT)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                .header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE)
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
    }

    private synchronized boolean isTold(HistoryAccess access, Instant now) {
        Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
        if (!minute.equals(toldIn) || told.size() >= REMEMBERED) {
            told.clear();
            toldIn = minute;
        }
        return told.contains(access);
    }

    private synchronized void remember(HistoryAccess access, Instant now) {
        if (now.truncatedTo(ChronoUnit.MINUTES).equals(toldIn)) {
            told.add(access);
        }
    }

    private boolean failed(String why, Instant now) {
        unrecorded.increment();
        if (mayLog(now)) {
            LOG.warn("An access to a history could not be recorded at {}: {}", uri, why);
        }
        return false;
    }

    private synchronized boolean mayLog(Instant now) {
        if (now.isBefore(loggedAt.plus(LOG_EVERY))) {
            return false;
        }
        loggedAt = now;
        return true;
    }
}
