package io.curfew.query.jobs;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A kind of job. To add one, make it a bean: it is found by that. Implementations are thread-safe, and expect that a task
 * is begun anew after its node died in the middle.
 */
public interface JobKind {

    /** What it is called in requests, such as {@code what-if}; at most 32 characters. */
    String name();

    /** Whether it changes what others read; then only those with role ADMIN may ask for it. */
    default boolean administrative() {
        return false;
    }

    /** The names of those that are. */
    static Set<String> administrative(Collection<? extends JobKind> kinds) {
        return kinds.stream()
                .filter(JobKind::administrative)
                .map(JobKind::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether no two of this kind may run at once, on any node. */
    default boolean alone() {
        return false;
    }

    /**
     * Reads the parameters it knows; any other is refused by whoever calls this.
     *
     * @throws InvalidJobException when one cannot be meant; then nothing is done
     */
    JobTask task(JobParameters parameters);
}
