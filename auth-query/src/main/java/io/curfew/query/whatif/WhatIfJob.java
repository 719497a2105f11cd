package io.curfew.query.whatif;

import io.curfew.query.audit.HistoryPages;
import io.curfew.query.jobs.InvalidJobException;
import io.curfew.query.jobs.JobFailedException;
import io.curfew.query.jobs.JobKind;
import io.curfew.query.jobs.JobParameters;
import io.curfew.query.jobs.JobRun;
import io.curfew.query.jobs.JobTask;
import io.curfew.query.replay.Generations;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Replays the history under another policy and counts; reads only. Thread-safe. */
public final class WhatIfJob implements JobKind {
    private static final int PAGE = 2000;
    private static final int MOST_SESSIONS = 1000;
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(3650);
    private static final Duration LONGEST_LEEWAY = Duration.ofMinutes(5);

    private final Generations generations;
    private final HistoryPages history;

    public WhatIfJob(Generations generations, HistoryPages history) {
        this.generations = generations;
        this.history = history;
    }

    @Override
    public String name() {
        return "what-if";
    }

    @Override
    public JobTask task(JobParameters parameters) {
        OtherPolicy policy = new OtherPolicy(
                parameters.duration("idle", SHORTEST, LONGEST),
                parameters.duration("absolute", SHORTEST, LONGEST),
                parameters.number("limit", 1, MOST_SESSIONS),
                parameters.duration("leeway", Duration.ZERO, LONGEST_LEEWAY),
                parameters.instant("since"),
                parameters.instant("until"));
        if (!policy.saysSomething()) {
            throw new InvalidJobException("Say at least one of idle, absolute, limit and leeway.");
        }
        if (policy.since() != null && policy.isOver(policy.since())) {
            throw new InvalidJobException("The parameter until must be later than since.");
        }
        return run -> {
            Map<String, Object> result = null;
            while (result == null) {
                result = replay(policy, run);
            }
            return result;
        };
    }

    /** Null when the generation was replaced meanwhile: what was read may not have been all of it. */
    private @Nullable Map<String, Object> replay(OtherPolicy policy, JobRun run) {
        Generations.Active active = generations.active();
        if (!active.complete()) {
            throw new JobFailedException("The lists are being built from the events; ask again when they are.");
        }
        int generation = active.number();
        long total = history.count(generation);
        long done = 0;
        WhatIf whatIf = new WhatIf(policy);
        run.progress(done, total);
        List<HistoryPages.Row> page = history.after(generation, null, PAGE);
        while (!page.isEmpty()) {
            page.forEach(row -> whatIf.accept(row.userId(), row.event()));
            done += page.size();
            run.progress(done, Math.max(done, total));
            page = history.after(generation, page.get(page.size() - 1).place(), PAGE);
        }
        return generations.active().number() == generation ? whatIf.result() : null;
    }
}
