package io.curfew.e2e.bench;

import io.curfew.listener.InMemoryNoticeFeed;
import io.curfew.listener.RevocationListener;
import io.curfew.listener.TokenClaims;
import io.curfew.listener.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a revocation check costs with a million live entries, beside the look-up it cannot be cheaper than. Each call asks for
 * another of 4,096 sessions, so that the branch and the cache lines are not always the same.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 2, jvmArgs = "-Xmx2g")
public class RevocationCheckBenchmark {
    private static final int ENTRIES = 1_000_000;
    private static final int ASKED = 4_096;

    private final TokenClaims[] active = new TokenClaims[ASKED];
    private final TokenClaims[] revoked = new TokenClaims[ASKED];
    private final ConcurrentHashMap<String, Long> map = new ConcurrentHashMap<>();
    private final InMemoryNoticeFeed feed = new InMemoryNoticeFeed();
    private final RevocationListener listener =
            RevocationListener.builder().feed(feed).build();
    private int next;

    /** Revokes a million sessions. */
    @Setup
    public void revokeAMillion() throws InterruptedException {
        listener.start();
        for (int i = 0; i < ENTRIES; i++) {
            String sid = UUID.randomUUID().toString();
            feed.revoke(sid);
            map.put(sid, 0L);
            if (i < ASKED) {
                revoked[i] = token(sid);
                active[i] = token(UUID.randomUUID().toString());
            }
        }
        if (!listener.awaitReady(Duration.ofSeconds(10))
                || listener.check(revoked[0]) != Verdict.REVOKED
                || listener.check(active[0]) != Verdict.ACTIVE) {
            throw new IllegalStateException("the listener does not do its work: " + listener.status());
        }
    }

    @TearDown
    public void close() {
        listener.close();
    }

    /** The usual case: the session is not revoked. */
    @Benchmark
    public Verdict checkOfAnActiveSession() {
        return listener.check(active[next()]);
    }

    /** The rare case. */
    @Benchmark
    public Verdict checkOfARevokedSession() {
        return listener.check(revoked[next()]);
    }

    /** The floor of the usual case. */
    @Benchmark
    public @Nullable Long floorConcurrentHashMapMiss() {
        return map.get(active[next()].sid());
    }

    /** The floor of the rare case. */
    @Benchmark
    public @Nullable Long floorConcurrentHashMapHit() {
        return map.get(revoked[next()].sid());
    }

    /** The floor of asking how fresh the table is: one reading of the monotonic clock. */
    @Benchmark
    public long floorNanoTime() {
        return System.nanoTime();
    }

    private int next() {
        return next++ & (ASKED - 1);
    }

    private static TokenClaims token(String sid) {
        Instant now = Instant.now();
        return TokenClaims.ofSession(sid, UUID.randomUUID().toString(), now, now.plusSeconds(900));
    }
}
