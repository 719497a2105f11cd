package io.curfew.cli.command;

import io.curfew.cli.terminal.Format;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** What every command understands. Filled by picocli. */
final class Options {

    @Option(
            names = "--url",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            description = "Where the platform is (http://127.0.0.1:8080) [CURFEW_URL].")
    @Nullable
    String url;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "Where login keeps the tokens, or a file with a bare access token [CURFEW_TOKEN_FILE].")
    @Nullable
    Path tokenFile;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            scope = ScopeType.INHERIT,
            description = "table, json, jsonl or csv (table).")
    Format output = Format.TABLE;

    @Option(
            names = "--no-color",
            scope = ScopeType.INHERIT,
            description = "No colors; so does the variable NO_COLOR, and output that is no terminal.")
    boolean noColor;

    @Option(
            names = "--allow-http",
            scope = ScopeType.INHERIT,
            description = "Let tokens travel unencrypted to another machine.")
    boolean allowHttp;
}
