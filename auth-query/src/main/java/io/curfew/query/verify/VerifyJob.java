package io.curfew.query.verify;

import io.curfew.events.history.Finding;
import io.curfew.events.history.HeadsSource;
import io.curfew.events.history.HistoryEntry;
import io.curfew.events.history.HistoryReport;
import io.curfew.events.history.HistorySource;
import io.curfew.events.history.HistoryVerifier;
import io.curfew.query.jobs.JobFailedException;
import io.curfew.query.jobs.JobKind;
import io.curfew.query.jobs.JobParameters;
import io.curfew.query.jobs.JobRun;
import io.curfew.query.jobs.JobTask;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Checks that the history read here is the one that was signed, and shown as it says. What was signed a moment ago may not
 * have been projected yet: so before it says that a tail is missing, it waits a little and looks again, and while the
 * projection is behind it does not say that anybody took it away. Thread-safe.
 */
public final class VerifyJob implements JobKind {
    private static final int TOLD_EVERY = 1000;
    private static final int MOST_AGAIN = 2;

    private final Supplier<RecordedHistory> history;
    private final LongSupplier counter;
    private final HeadsSource heads;
    private final IssuerKeySet keys;
    private final BooleanSupplier patience;

    /**
     * Puts it together.
     *
     * @param patience waits for the projection; answers whether everything published is projected
     */
    VerifyJob(
            Supplier<RecordedHistory> history,
            LongSupplier counter,
            HeadsSource heads,
            IssuerKeySet keys,
            BooleanSupplier patience) {
        this.patience = patience;
        this.history = history;
        this.counter = counter;
        this.heads = heads;
        this.keys = keys;
    }

    @Override
    public String name() {
        return "verify";
    }

    @Override
    public JobTask task(JobParameters parameters) {
        return this::verify;
    }

    private Map<String, ?> verify(JobRun run) {
        HistoryReport report = check(run);
        boolean abreast = true;
        for (int again = 0; again < MOST_AGAIN && seemsBehind(report); again++) {
            abreast = patience.getAsBoolean();
            report = check(run);
        }
        return result(report, !abreast && isOnlyBehind(report));
    }

    private static boolean seemsBehind(HistoryReport report) {
        return report.findings().stream().anyMatch(VerifyJob::isOfTheEnd);
    }

    /** Whether it is just what it would be if what is missing had not been projected yet. */
    private static boolean isOnlyBehind(HistoryReport report) {
        return seemsBehind(report) && report.findings().stream().allMatch(VerifyJob::isOfTheEnd);
    }

    private static boolean isOfTheEnd(Finding finding) {
        return finding.kind() == Finding.Kind.CUT || finding.kind() == Finding.Kind.STREAM_REMOVED;
    }

    private HistoryReport check(JobRun run) {
        RecordedHistory recorded = history.get();
        HistoryVerifier verifier = new HistoryVerifier(recorded.delivery(), keys.fetch());
        long total = counter.getAsLong();
        run.progress(0, total);
        try {
            heads.read(verifier::heads);
        } catch (IOException e) {
            throw new JobFailedException(
                    "The heads topic cannot be read, and without it nothing is proved; ask again.");
        }
        Told told = new Told(verifier, run, total);
        recorded.read(told);
        run.progress(told.done, told.done);
        return verifier.end();
    }

    /** Hands on what is read, and tells how far it is. */
    private static final class Told implements HistorySource.Reader {
        private final HistorySource.Reader verifier;
        private final JobRun run;
        private final long total;
        private long done;

        Told(HistorySource.Reader verifier, JobRun run, long total) {
            this.verifier = verifier;
            this.run = run;
            this.total = total;
        }

        @Override
        public void event(HistoryEntry event) {
            verifier.event(event);
            if (++done % TOLD_EVERY == 0) {
                run.progress(done, Math.max(done, total));
            }
        }

        @Override
        public void untrue(String stream, long seq, String detail) {
            verifier.untrue(stream, seq, detail);
        }
    }

    private static Map<String, Object> result(HistoryReport report, boolean behind) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("verdict", (behind ? HistoryReport.Verdict.INCOMPLETE : report.verdict()).wireName());
        result.put("behind", behind);
        result.put("events", report.events());
        result.put("streams", report.streams());
        result.put("roots", report.roots());
        result.put(
                "last_root_at",
                report.lastRootAt() == null ? null : report.lastRootAt().toString());
        result.put("unsigned", report.unsigned());
        result.put("unproven", report.unproven());
        result.put("findings", findings(report));
        result.put("more", report.more());
        return result;
    }

    private static List<Map<String, Object>> findings(HistoryReport report) {
        return report.findings().stream()
                .map(finding -> {
                    Map<String, Object> one = new LinkedHashMap<>();
                    one.put("kind", finding.kind().name());
                    one.put("stream", finding.stream());
                    one.put("seq", finding.seq());
                    one.put("detail", finding.detail());
                    return one;
                })
                .toList();
    }
}
