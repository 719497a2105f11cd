package io.curfew.cli.command;

import io.curfew.cli.http.Address;
import io.curfew.cli.http.Answer;
import io.curfew.cli.http.Api;
import io.curfew.cli.http.Call;
import io.curfew.cli.signin.SignIn;
import io.curfew.cli.terminal.CommandFailure;
import io.curfew.cli.terminal.Inert;
import io.curfew.cli.terminal.Output;
import io.curfew.cli.terminal.Progress;
import io.curfew.cli.terminal.Prompt;
import io.curfew.cli.terminal.Sink;
import io.curfew.cli.terminal.Style;
import io.curfew.cli.terminal.Surroundings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the commands work with, made when it is first needed: a command that only helps must start fast. */
final class Cli {
    private final Surroundings surroundings;
    private final Options options;
    private @Nullable Output output;
    private @Nullable SignIn signIn;
    private @Nullable Api api;

    Cli(Surroundings surroundings, Options options) {
        this.surroundings = surroundings;
        this.options = options;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    Output output() {
        if (output == null) {
            boolean colored = surroundings.allowsColor() && !options.noColor;
            output = new Output(new Sink(surroundings.out()), options.output, new Style(colored));
        }
        return output;
    }

    Progress progress() {
        return new Progress(surroundings.err(), surroundings.errTerminal());
    }

    Address address() {
        String url = options.url == null ? surroundings.variable("CURFEW_URL") : options.url;
        return Address.of(
                url == null ? "http://127.0.0.1:8080" : url,
                options.allowHttp || surroundings.variable("CURFEW_ALLOW_HTTP") != null);
    }

    SignIn signIn() {
        if (signIn == null) {
            Address address = address();
            signIn = new SignIn(address, tokenFile(address), surroundings.clock());
        }
        return signIn;
    }

    Api api() {
        if (api == null) {
            api = new Api(address(), signIn());
        }
        return api;
    }

    Answer send(Call call) {
        return api().send(call);
    }

    /** One file for each platform: tokens go only where they came from. */
    private Path tokenFile(Address address) {
        if (options.tokenFile != null) {
            return options.tokenFile;
        }
        String named = surroundings.variable("CURFEW_TOKEN_FILE");
        if (named != null) {
            return Path.of(named);
        }
        String state = surroundings.variable("XDG_STATE_HOME");
        String home = surroundings.variable("HOME");
        Path base = state != null && Path.of(state).isAbsolute()
                ? Path.of(state)
                : Path.of(home == null ? System.getProperty("user.home") : home, ".local", "state");
        String name = address.toString().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.-]+", "_");
        return base.resolve("curfew").resolve(name + ".json");
    }

    /** Asks before something that cannot be taken back. */
    void confirm(String question, boolean yes) {
        if (yes) {
            return;
        }
        Prompt prompt = surroundings.prompt();
        if (prompt == null) {
            throw CommandFailure.usage("this cannot be taken back and there is no terminal to ask at; add --yes");
        }
        String answer = prompt.line(Inert.text(question) + " [y/N] ");
        if (answer == null || !answer.strip().toLowerCase(Locale.ROOT).matches("y|yes")) {
            throw CommandFailure.failed("nothing was done");
        }
    }

    /** A line about the work, on standard error. */
    void note(String text) {
        try {
            surroundings.err().write((Inert.text(text) + "\n").getBytes(StandardCharsets.UTF_8));
            surroundings.err().flush();
        } catch (IOException e) {
            throw CommandFailure.failed("standard error is closed");
        }
    }

    /** Waits; between two looks at something far away there is no condition to wait for. */
    void pause(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(io.curfew.cli.terminal.ExitCode.FAILED, "interrupted", e);
        }
    }
}
