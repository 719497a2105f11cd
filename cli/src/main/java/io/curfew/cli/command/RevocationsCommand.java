package io.curfew.cli.command;

import picocli.CommandLine.Command;

/** What was revoked, and how far it has come. */
@Command(
        name = "revocations",
        header = "What was revoked and which nodes have applied it; revoking by rule.",
        subcommands = {RevocationsListCommand.class, RevocationsShowCommand.class, RevocationsAddCommand.class})
final class RevocationsCommand extends Group {}
