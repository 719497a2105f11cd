package io.curfew.cli.command;

import io.curfew.cli.signin.SecretInput;
import io.curfew.cli.terminal.Column;
import io.curfew.cli.terminal.CommandFailure;
import io.curfew.cli.terminal.ExitCode;
import io.curfew.cli.terminal.Json;
import io.curfew.cli.terminal.Prompt;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Signing in. */
@Command(
        name = "login",
        header = "Sign in and keep the tokens in a file that only you can read.",
        description = "The password is asked for at the terminal, or comes from a file or standard input.")
final class LoginCommand extends Subcommand {
    @Option(
            names = {"-u", "--username"},
            paramLabel = "NAME",
            description = "Who you are; asked for when absent.")
    private @Nullable String username;

    @ArgGroup(exclusive = true)
    private final PasswordSource source = new PasswordSource();

    @Option(names = "--device-name", paramLabel = "NAME", description = "What this session is called in lists.")
    private @Nullable String deviceName;

    /** Where the password is from, when nobody is asked. */
    static final class PasswordSource {
        @Option(names = "--password-file", paramLabel = "FILE", description = "The password is the file's first line.")
        private @Nullable Path file;

        @Option(names = "--password-stdin", description = "The password is the first line of standard input.")
        private boolean stdin;
    }

    LoginCommand(Cli cli) {
        super(cli);
    }

    @Override
    ExitCode run() {
        String name = username == null ? ask() : username;
        char[] password = password();
        JsonNode claims;
        try {
            claims = cli().signIn().login(name, password, deviceName);
        } finally {
            Arrays.fill(password, '\0');
        }
        cli().output()
                .item(
                        Column.named("username", "user_id", "session_id", "url"),
                        Json.object()
                                .put("username", name)
                                .put("user_id", claims.path("sub").asString(""))
                                .put("session_id", claims.path("sid").asString(""))
                                .put("url", cli().address().toString()));
        return ExitCode.WELL;
    }

    private String ask() {
        Prompt prompt = cli().surroundings().prompt();
        String answer = prompt == null ? null : prompt.line("User name: ");
        if (answer == null || answer.isBlank()) {
            throw CommandFailure.usage("who signs in? Give --username");
        }
        return answer.strip();
    }

    private char[] password() {
        if (source.file != null) {
            return SecretInput.file(source.file);
        }
        return source.stdin
                ? SecretInput.stream(cli().surroundings().in())
                : SecretInput.typed(
                        cli().surroundings().prompt(), "Password: ", "give --password-file or --password-stdin");
    }
}
