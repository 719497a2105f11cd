package io.curfew.query.jobs;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Works on jobs, one at a time: this node's, and those of nodes that died. Says every few seconds that it is alive, so
 * that others take its job when it is not. Thread-safe.
 */
final class JobRunner implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);
    private static final int MOST_ATTEMPTS = 3;
    private static final int LONGEST_ERROR = 1000;

    private final JobTable table;
    private final Map<String, JobKind> kinds;
    private final Clock clock;
    private final Duration lookEvery;
    private final Set<String> urgent;
    private final Map<String, Long> refused = new HashMap<>(); // by the working thread alone
    private final Semaphore awake = new Semaphore(0);

    private volatile boolean stopping;
    private volatile @Nullable RunningJob running;
    private @Nullable Thread thread;
    private @Nullable ScheduledExecutorService heart;

    /**
     * Puts it together.
     *
     * @param lookEvery how often it looks for work and says that it is alive; much less than the 30 seconds after which
     *     others believe it dead
     */
    JobRunner(JobTable table, Collection<JobKind> kinds, Clock clock, Duration lookEvery) {
        this.table = table;
        this.kinds = kinds.stream().collect(Collectors.toUnmodifiableMap(JobKind::name, Function.identity()));
        this.urgent = JobKind.administrative(kinds);
        this.clock = clock;
        this.lookEvery = lookEvery;
    }

    /** Has it look for work now. */
    void wakeUp() {
        awake.release();
    }

    @Override
    public synchronized void start() {
        if (thread == null && !kinds.isEmpty()) {
            stopping = false;
            Thread started = new Thread(this::work, "curfew-query-jobs");
            started.setDaemon(true);
            thread = started;
            started.start();
            ScheduledExecutorService beats = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread made = new Thread(task, "curfew-query-jobs-alive");
                made.setDaemon(true);
                return made;
            });
            heart = beats;
            long millis = lookEvery.toMillis();
            var unused = beats.scheduleWithFixedDelay(this::beat, millis, millis, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public synchronized void stop() {
        Thread working = thread;
        if (working == null) {
            return;
        }
        stopping = true;
        wakeUp();
        try {
            working.join(STOP_WITHIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread = null;
        if (heart != null) {
            heart.shutdownNow();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    private void beat() {
        RunningJob job = running;
        if (job != null) {
            try {
                job.heartbeat(table);
            } catch (RuntimeException e) {
                LOG.warn("Job {}: it cannot be said that it is alive: {}", job.id(), e.toString());
            }
        }
    }

    private void work() {
        while (!stopping) {
            try {
                String runner = UUID.randomUUID().toString();
                JobTable.Taken taken =
                        table.take(kinds.keySet(), urgent, refused(), runner).orElse(null);
                if (taken != null) {
                    run(taken, runner);
                } else if (awake.tryAcquire(lookEvery.toMillis(), TimeUnit.MILLISECONDS)) {
                    awake.drainPermits();
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("Jobs cannot be looked at: {}", e.toString());
                LockSupport.parkNanos(lookEvery.toNanos());
            }
        }
    }

    private void run(JobTable.Taken taken, String runner) {
        RunningJob job = new RunningJob(taken, runner, System::nanoTime, () -> stopping);
        JobKind kind = kinds.get(taken.kind());
        if (kind == null || taken.attempts() > MOST_ATTEMPTS) {
            end(job, null, "It was begun " + MOST_ATTEMPTS + " times, and each time its node died.");
            return;
        }
        running = job;
        try {
            LOG.info("Job {} ({}) begins, attempt {}", taken.id(), taken.kind(), taken.attempts());
            Map<String, ?> result = kind.task(new JobParameters(JSON.readValue(taken.parameters(), OBJECT)))
                    .run(job);
            job.heartbeat(table); // the last progress
            end(job, JSON.writeValueAsString(result), null);
        } catch (InvalidJobException e) {
            refuse(taken, job, String.valueOf(e.getMessage()));
        } catch (JobLostException e) {
            LOG.info("Job {} is left to others: {}", taken.id(), e.getMessage());
            table.release(taken.id(), runner);
        } catch (JobFailedException e) {
            end(job, null, String.valueOf(e.getMessage()));
        } catch (DataAccessException e) {
            LOG.warn("Job {} failed because of the database", taken.id(), e);
            end(job, null, "The database failed; ask again.");
        } catch (RuntimeException | Error e) { // an error too: this thread is needed for the next job
            LOG.error("Job {} failed", taken.id(), e);
            end(job, null, "It failed unexpectedly; the log says why.");
        } finally {
            running = null;
        }
    }

    /** Another node may be set up for what this one is not. */
    private void refuse(JobTable.Taken taken, RunningJob job, String why) {
        if (taken.attempts() >= MOST_ATTEMPTS) {
            end(job, null, why);
        } else {
            LOG.info("Job {} is left to others: {}", taken.id(), why);
            refused.put(taken.id(), System.nanoTime());
            table.refuse(taken.id(), job.runner());
        }
    }

    private Set<String> refused() {
        long now = System.nanoTime();
        refused.values().removeIf(at -> now - at > 2 * lookEvery.toNanos());
        return refused.keySet();
    }

    private void end(RunningJob job, @Nullable String result, @Nullable String error) {
        String said = error == null || error.length() <= LONGEST_ERROR ? error : error.substring(0, LONGEST_ERROR);
        table.end(job.id(), job.runner(), clock.instant(), result, said);
        LOG.info("Job {} ended: {}", job.id(), said == null ? "done" : said);
    }
}
