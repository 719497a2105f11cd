package io.curfew.e2e.bench;

import io.curfew.query.audit.AuditFilter;
import io.curfew.query.audit.AuditHistogram;
import io.curfew.query.audit.AuditOrder;
import io.curfew.query.audit.AuditReader;
import io.curfew.query.audit.CauseReader;
import io.curfew.query.audit.SessionAt;
import io.curfew.query.audit.SessionsAsOf;
import io.curfew.query.audit.SessionsAsOf.Filter;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.HdrHistogram.Histogram;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How long the questions of auditors take over a history of a million events on a real PostgreSQL: the queries that an
 * answer over HTTP is made of, in one read-only snapshot, at instants chosen by chance.
 */
public final class AsOfBenchmark {
    private static final Filter ANYBODY = new Filter(null, null);

    private final TransactionTemplate snapshot;
    private final SplittableRandom random = new SplittableRandom(42);
    private final int rounds;

    private AsOfBenchmark(DataSource database, int rounds) {
        this.snapshot = new TransactionTemplate(new JdbcTransactionManager(database));
        this.snapshot.setReadOnly(true);
        this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.rounds = rounds;
    }

    /** Fills a database, asks, and prints. */
    public static void main(String[] args) throws IOException {
        int events = Options.of(args, "--events", 1_000_000);
        int rounds = Options.of(args, "--rounds", 1000);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            DataSource database = postgres.getPostgresDatabase();
            long began = System.nanoTime();
            SyntheticHistory history = new SyntheticHistory(7);
            long written = new SyntheticReadModel(database).fill(history, events);
            double seconds = (System.nanoTime() - began) / 1e9;
            System.out.printf("%,d events written in %.0f s%n", written, seconds);
            new AsOfBenchmark(database, rounds).run(database, history);
        }
    }

    private void run(DataSource database, SyntheticHistory history) {
        JdbcClient jdbc = JdbcClient.create(database);
        SessionsAsOf sessions = new SessionsAsOf(jdbc);
        AuditReader reader = new AuditReader(jdbc);
        CauseReader causes = new CauseReader(jdbc);
        AuditHistogram histogram = new AuditHistogram(jdbc);
        int generation = SyntheticReadModel.GENERATION;
        System.out.printf(
                "sessions: %,d; signed in halfway: %,d%n",
                jdbc.sql("select count(*) from query_session").query(Long.class).single(),
                sessions.count(generation, SyntheticHistory.BEGIN.plus(SyntheticHistory.SPAN.dividedBy(2)), ANYBODY));
        measure("as of, first page of 50 and total", at -> {
            sessions.count(generation, at, ANYBODY);
            sessions.page(generation, at, ANYBODY, null, 51);
        });
        measure("as of, first page of 500 and total", at -> {
            sessions.count(generation, at, ANYBODY);
            sessions.page(generation, at, ANYBODY, null, 501);
        });
        measure("as of, page of 50 from a place a week back", at -> {
            SessionsAsOf.Place place = new SessionsAsOf.Place(at.minus(Duration.ofDays(7)), "~");
            sessions.count(generation, at, ANYBODY);
            sessions.page(generation, at, ANYBODY, place, 51);
        });
        measure("as of, one user", at -> {
            Filter one = new Filter(user(history), null);
            sessions.count(generation, at, one);
            sessions.page(generation, at, one, null, 51);
        });
        measure("as of, one client of five", at -> {
            Filter tv = new Filter(null, "tv");
            sessions.count(generation, at, tv);
            sessions.page(generation, at, tv, null, 51);
        });
        measure("events since, 50 with causes", at -> {
            var page = reader.entries(generation, AuditFilter.ALL.within(at, null), AuditOrder.ASC, null, 51);
            causes.causes(generation, page);
        });
        measure("events of a day, histogram by hour", at -> {
            AuditFilter day = AuditFilter.ALL.within(at, at.plus(Duration.ofDays(1)));
            histogram.count(generation, day, Duration.ofHours(1));
        });
        List<SessionAt> some = sessions.page(
                generation, SyntheticHistory.BEGIN.plus(SyntheticHistory.SPAN.dividedBy(2)), ANYBODY, null, 1);
        System.out.println(
                "for instance " + some.stream().map(SessionAt::createdAt).toList());
    }

    private String user(SyntheticHistory history) {
        return history.stream(random.nextInt(1000)).get(0).streamId();
    }

    private void measure(String what, Consumer<Instant> question) {
        Histogram micros = new Histogram(3);
        for (int i = 0; i < rounds + rounds / 10; i++) {
            Instant at = SyntheticHistory.BEGIN.plusMillis(random.nextLong(SyntheticHistory.SPAN.toMillis()));
            long began = System.nanoTime();
            snapshot.executeWithoutResult(status -> question.accept(at));
            if (i >= rounds / 10) {
                micros.recordValue((System.nanoTime() - began) / 1000);
            }
        }
        System.out.printf(
                "%-45s p50 %6.1f ms  p99 %6.1f ms  max %6.1f ms%n",
                what,
                micros.getValueAtPercentile(50) / 1e3,
                micros.getValueAtPercentile(99) / 1e3,
                micros.getMaxValue() / 1e3);
    }
}
