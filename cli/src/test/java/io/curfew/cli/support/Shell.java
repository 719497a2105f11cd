package io.curfew.cli.support;

import io.curfew.cli.command.Commands;
import io.curfew.cli.terminal.Prompt;
import io.curfew.cli.terminal.Surroundings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A person at a shell, typing commands. Not thread-safe. */
public final class Shell {
    /** What time it is here. */
    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    /** An access token that says it is ada's. */
    public static final String ACCESS =
            jwt("{\"sub\":\"ada-1\",\"sid\":\"s-1\",\"scope\":\"user admin\",\"exp\":1772367300}");
    /** The refresh token beside it. */
    public static final String REFRESH = "refresh-SECRET-1";

    private final Path state;
    private final String url;
    private final Map<String, String> environment = new HashMap<>();
    private final Deque<String> typed = new ArrayDeque<>();
    private String stdin = "";
    private boolean terminal;
    private Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private OutputStream out = new ByteArrayOutputStream();

    /** What came of a command. */
    public record Ran(int code, String out, String err) {}

    public Shell(StubPlatform platform, Path state) {
        this(platform.url(), state);
    }

    public Shell(String url, Path state) {
        this.state = state;
        this.url = url;
        environment.put("CURFEW_URL", url);
        environment.put("XDG_STATE_HOME", state.toString());
    }

    public Shell with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    public Shell stdin(String text) {
        stdin = text;
        return this;
    }

    /** At a terminal, where these lines will be typed when asked. */
    public Shell typing(String... lines) {
        terminal = true;
        typed.addAll(List.of(lines));
        return this;
    }

    public Shell out(OutputStream other) {
        out = other;
        return this;
    }

    /** With another clock than the one that stands at {@link #NOW}. */
    public Shell clock(Clock other) {
        clock = other;
        return this;
    }

    /** Where the tokens are. */
    public Path tokenFile() {
        return state.resolve("curfew").resolve(url.replaceAll("[^a-z0-9.-]+", "_") + ".json");
    }

    /** As somebody whose access token lives for so long yet. */
    public Shell signedIn(long seconds) throws IOException {
        Path file = tokenFile();
        Files.createDirectories(file.getParent());
        Files.writeString(
                file,
                """
                {"url":"%s","access_token":"%s","refresh_token":"%s","session_id":"s-1","expires_at":"%s"}
                """
                        .formatted(url, ACCESS, REFRESH, NOW.plusSeconds(seconds)));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return this;
    }

    public Shell signedIn() throws IOException {
        return signedIn(600);
    }

    public Ran run(String... arguments) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Surroundings surroundings = new Surroundings(
                environment,
                new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)),
                out,
                err,
                terminal,
                terminal,
                terminal ? prompt() : null,
                clock);
        int code = Commands.run(surroundings, arguments);
        String printed = out instanceof ByteArrayOutputStream bytes ? bytes.toString(StandardCharsets.UTF_8) : "";
        return new Ran(code, printed, err.toString(StandardCharsets.UTF_8));
    }

    private Prompt prompt() {
        return new Prompt() {
            @Override
            public String line(String question) {
                return typed.poll();
            }

            @Override
            public char[] secret(String question) {
                String secret = typed.poll();
                return secret == null ? null : secret.toCharArray();
            }
        };
    }

    /** An unsigned token with these claims. */
    public static String jwt(String claims) {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        return encoder.encodeToString("{}".getBytes(StandardCharsets.UTF_8)) + "."
                + encoder.encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + ".c2ln";
    }
}
