package io.curfew.command.account;

import io.curfew.command.domain.RecordAccountCreated;
import io.curfew.command.sessions.Outcome;
import io.curfew.command.sessions.SessionCommands;
import java.time.Clock;

/** Creates accounts and records it, in one transaction. Thread-safe. */
public final class AccountCreation {
    private final SessionCommands commands;
    private final Clock clock;

    AccountCreation(SessionCommands commands, Clock clock) {
        this.commands = commands;
        this.clock = clock;
    }

    /**
     * Creates a prepared account, for the person that will use it.
     *
     * @throws UsernameTakenException when another registration was faster; then nothing is recorded
     */
    public void create(NewAccount prepared) {
        String id = prepared.account().id();
        Outcome<Integer> ignored =
                commands.recordCreated(new RecordAccountCreated(id, null, clock.instant()), prepared.write());
    }
}
