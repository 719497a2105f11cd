package io.curfew.cli.command;

import io.curfew.cli.history.ExportSource;
import io.curfew.cli.history.HeadsFile;
import io.curfew.cli.history.Store;
import io.curfew.cli.kafka.KafkaHistory;
import io.curfew.cli.signin.SecretInput;
import io.curfew.cli.terminal.CommandFailure;
import io.curfew.events.history.HeadsSource;
import io.curfew.events.history.HistorySource;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is verified on this machine instead of by the platform. Filled by picocli. */
final class VerifySource {
    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "An export of everything in jsonl; needs --heads, kept from before it, or --kafka.")
    private @Nullable Path file;

    @Option(names = "--topic", description = "Topic session-events; needs --kafka.")
    private boolean topic;

    @Option(
            names = "--store",
            paramLabel = "URL",
            description = "The database of auth-command: jdbc:postgresql://… or jdbc:h2:file:…; user by"
                    + " --store-user, password by --store-password-file or CURFEW_STORE_PASSWORD.")
    private @Nullable String store;

    /** Whether the platform itself is asked. */
    boolean none() {
        return file == null && !topic && store == null;
    }

    /** What to do with the sources while they are open. */
    interface Check {
        void with(HistorySource events, HeadsSource heads) throws Exception;
    }

    void open(Cli cli, KafkaOptions kafka, VerifyOptions options, Check check) throws Exception {
        if (store != null) {
            if (store.toLowerCase(Locale.ROOT).contains("password=")) {
                throw CommandFailure.usage("secrets are never arguments; use --store-password-file");
            }
            try (Store opened = Store.open(store, options.storeUser, password(cli, options))) {
                HeadsSource own = kafka.known(cli) ? new KafkaHistory(kafka.access(cli)).heads() : opened.heads();
                check.with(opened, heads(options, own));
            }
        } else if (topic) {
            KafkaHistory history = new KafkaHistory(kafka.access(cli));
            check.with(history, heads(options, history.heads()));
        } else if (file != null) {
            if (options.heads == null && !kafka.known(cli)) {
                throw CommandFailure.usage("an export alone proves little: give --heads FILE or --kafka HOST:PORT");
            }
            HeadsSource signed =
                    options.heads == null ? new KafkaHistory(kafka.access(cli)).heads() : new HeadsFile(options.heads);
            check.with(new ExportSource(file), signed);
        }
    }

    private static HeadsSource heads(VerifyOptions options, HeadsSource otherwise) {
        return options.heads == null ? otherwise : new HeadsFile(options.heads);
    }

    private static char @Nullable [] password(Cli cli, VerifyOptions options) {
        if (options.storePasswordFile != null) {
            return SecretInput.file(options.storePasswordFile);
        }
        String variable = cli.surroundings().variable("CURFEW_STORE_PASSWORD");
        return variable == null ? null : variable.toCharArray();
    }
}
