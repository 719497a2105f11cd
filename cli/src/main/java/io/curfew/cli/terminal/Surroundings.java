package io.curfew.cli.terminal;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds one run of the program. Immutable.
 *
 * @param outTerminal whether standard output is a terminal
 * @param errTerminal whether standard error is one
 * @param prompt null when nobody is there to be asked
 */
public record Surroundings(
        Map<String, String> environment,
        InputStream in,
        OutputStream out,
        OutputStream err,
        boolean outTerminal,
        boolean errTerminal,
        @Nullable Prompt prompt,
        Clock clock) {

    public Surroundings {
        environment = Map.copyOf(environment);
    }

    /** A variable of the environment; null when it is absent or empty. */
    public @Nullable String variable(String name) {
        String value = environment.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    /** Whether output may be colored, unless somebody asked for none. See no-color.org. */
    public boolean allowsColor() {
        return outTerminal && variable("NO_COLOR") == null && !"dumb".equals(variable("TERM"));
    }
}
