package io.curfew.cli.command;

import picocli.CommandLine.Command;

/** The history. */
@Command(
        name = "audit",
        header = "For auditors: read, export and prove the history.",
        subcommands = {
            AuditListCommand.class,
            AuditTailCommand.class,
            AuditTimelineCommand.class,
            AuditHistogramCommand.class,
            AuditStateCommand.class,
            AuditDiffCommand.class,
            AuditTokenCommand.class,
            AuditExportCommand.class,
            AuditVerifyCommand.class,
            AuditHeadsCommand.class,
            AuditWhatIfCommand.class,
            AuditJobsCommand.class
        })
final class AuditCommand extends Group {}
