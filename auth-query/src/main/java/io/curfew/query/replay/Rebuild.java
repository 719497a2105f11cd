package io.curfew.query.replay;

import io.curfew.query.jobs.JobLostException;
import io.curfew.query.replay.Builds.Build;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Builds the projections anew, beside the ones that are read, compares the two, and makes the new ones active in one
 * transaction. May run while services run on the same database: they go on reading the old generation and find themselves
 * on the new one. When it is interrupted, the next one goes on where it stopped, if it builds from the same source with
 * the same code. Thread-safe; a second rebuild at the same time is refused.
 */
public final class Rebuild {
    private static final Logger LOG = LoggerFactory.getLogger(Rebuild.class);
    private static final Duration ALIVE_EVERY = Duration.ofSeconds(5);

    private final Generations generations;
    private final Builds builds;
    private final Construction construction;
    private final Following following;
    private final GenerationComparison comparison;

    Rebuild(
            Generations generations,
            Builds builds,
            Construction construction,
            Following following,
            GenerationComparison comparison) {
        this.generations = generations;
        this.builds = builds;
        this.construction = construction;
        this.following = following;
        this.comparison = comparison;
    }

    /**
     * What a rebuild did.
     *
     * @param events events in the new generation's history
     * @param missing events the old one had and the new one has not
     * @param added events the old one should have had and had not
     * @param different sessions that are not the same, although both know the same events of their users
     * @param resumed whether it went on with what an interrupted one had built
     */
    public record Report(
            int generation, long events, long missing, long added, long different, boolean resumed, Duration took) {

        /** Whether the rebuilt projections are what the live ones were. */
        public boolean same() {
            return missing == 0 && added == 0 && different == 0;
        }

        /** The verdict in one word, {@code same} or {@code different}. */
        public String verdict() {
            return same() ? "same" : "different";
        }
    }

    /** Whether there is such a source here. */
    boolean has(Source source) {
        return construction.has(source);
    }

    /**
     * Rebuilds.
     *
     * @param acceptLoss activate the new generation even when the source does not hold events that the old one has
     * @param progress told about once a second; what it throws ends the rebuild, to be taken up later
     * @throws RebuildException when it was not done; then what is read was not touched
     */
    public Report run(Source source, boolean acceptLoss, Consumer<RebuildProgress> progress) {
        if (!has(source)) {
            throw new RebuildException("there is no event store here: set curfew.query.store.url");
        }
        long began = System.nanoTime();
        Build build = builds.begin(source, CodeVersion.current());
        Report report = null;
        boolean again = false;
        try (BuildPulse pulse = new BuildPulse(builds, build, ALIVE_EVERY)) {
            pulse.start();
            report = build(build, acceptLoss, began, progress);
            return report;
        } catch (KafkaException
                | DataAccessException
                | TransactionException
                | JobLostException
                | CancellationException e) {
            again = true;
            throw e;
        } finally {
            end(build, report, again);
        }
    }

    private Report build(Build build, boolean acceptLoss, long began, Consumer<RebuildProgress> listener) {
        int fresh = build.generation();
        BuildProgress progress = new BuildProgress(fresh, began, listener, () -> builds.heartbeat(build));
        construction.run(build, progress);
        progress.phase("following");
        following.run(build, progress);
        int old = generations.active().number();
        GenerationComparison.Result result = comparison.compare(old, fresh);
        if (result.missing() > 0 && !acceptLoss) {
            throw new RebuildException(result.missing() + " events of the history are no longer in the "
                    + (build.source() == Source.KAFKA ? "topic" : "event store")
                    + " and would be lost: publish them again, or say --accept-loss");
        }
        following.run(build, progress); // comparing took its time, and nobody shall miss what was written meanwhile
        progress.tellNow();
        generations.activate(fresh, build.builder());
        return new Report(
                fresh,
                result.events(),
                result.missing(),
                result.added(),
                result.different(),
                build.resumed(),
                Duration.ofNanos(System.nanoTime() - began));
    }

    private void end(Build build, @Nullable Report report, boolean again) {
        if (report != null) {
            sweep();
        } else if (again) {
            builds.leave(build);
        } else {
            builds.drop(build);
        }
    }

    /** The new generation is read by now, whatever becomes of the old one. */
    private void sweep() {
        try {
            generations.sweep();
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("What was read before the rebuild is not removed yet: {}", e.toString());
        }
    }
}
