package io.curfew.standalone;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The platform of this process and its end, which may come from a signal at any time. Thread-safe. */
final class Running {
    private final Console console;
    private @Nullable Standalone platform;
    private boolean stopped;

    Running(Console console) {
        this.console = console;
    }

    Standalone start(StandaloneOptions options) {
        Standalone started = Standalone.start(options, console);
        synchronized (this) {
            if (!stopped) {
                platform = started;
                return started;
            }
        }
        started.close();
        throw new IllegalStateException("stopped while starting");
    }

    synchronized void stop() {
        if (stopped) {
            return;
        }
        stopped = true;
        if (platform != null) {
            long begin = System.nanoTime();
            platform.close();
            long millis = Duration.ofNanos(System.nanoTime() - begin).toMillis();
            console.line(String.format(Locale.ROOT, "stopped in %.1f s", millis / 1000.0));
        }
    }
}
