package io.curfew.cli.command;

import io.curfew.cli.terminal.CommandFailure;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** How much of a long list is wanted. */
final class LimitOption {
    private static final long DEFAULT = 50;

    @ArgGroup(exclusive = true)
    private final HowMany howMany = new HowMany();

    /** One of the two. */
    static final class HowMany {
        @Option(names = "--limit", paramLabel = "N", description = "At most so many (50).")
        private @Nullable Long limit;

        @Option(names = "--all", description = "All of them, however many.")
        private boolean all;
    }

    long most() {
        if (howMany.all) {
            return Long.MAX_VALUE;
        }
        long most = howMany.limit == null ? DEFAULT : howMany.limit;
        if (most < 1) {
            throw CommandFailure.usage("--limit is a number from 1");
        }
        return most;
    }
}
