package io.curfew.cli.command;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What belongs to verifying on this machine. Filled by picocli. */
final class VerifyOptions {
    @Option(
            names = "--heads",
            paramLabel = "FILE",
            description = "Heads and roots kept by audit heads, instead of their topic.")
    @Nullable
    Path heads;

    @Option(
            names = "--roots",
            paramLabel = "FILE",
            description = "Roots kept elsewhere, one a line; each must be among those found.")
    @Nullable
    Path roots;

    @Option(
            names = "--jwks",
            paramLabel = "FILE",
            description = "The issuer's keys (RFC 7517), instead of asking the platform.")
    @Nullable
    Path jwks;

    @Option(names = "--store-user", paramLabel = "NAME", description = "The database's user.")
    @Nullable
    String storeUser;

    @Option(
            names = "--store-password-file",
            paramLabel = "FILE",
            description = "The database's password is the file's first line.")
    @Nullable
    Path storePasswordFile;
}
