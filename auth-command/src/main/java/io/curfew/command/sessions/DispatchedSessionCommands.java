package io.curfew.command.sessions;

import io.curfew.command.axon.CommandDispatcher;
import io.curfew.command.axon.CommandDispatcher.Dispatched;
import io.curfew.command.domain.AddRule;
import io.curfew.command.domain.AddUserRule;
import io.curfew.command.domain.DomainCommand;
import io.curfew.command.domain.EraseUser;
import io.curfew.command.domain.ExpireSessions;
import io.curfew.command.domain.RecordAccountCreated;
import io.curfew.command.domain.RecordFailedAttempts;
import io.curfew.command.domain.RecordHistoryAccess;
import io.curfew.command.domain.RefreshResult;
import io.curfew.command.domain.RefreshSession;
import io.curfew.command.domain.RevokeAllSessions;
import io.curfew.command.domain.RevokeResult;
import io.curfew.command.domain.RevokeSession;
import io.curfew.command.domain.RuleResult;
import io.curfew.command.domain.SessionGrant;
import io.curfew.command.domain.StartSession;
import io.curfew.command.outbox.PendingPublication;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** {@link SessionCommands} over the command bus of this process. Thread-safe. */
final class DispatchedSessionCommands implements SessionCommands {
    private final CommandDispatcher dispatcher;
    private final Duration budget;

    DispatchedSessionCommands(CommandDispatcher dispatcher, Duration budget) {
        this.dispatcher = dispatcher;
        this.budget = budget;
    }

    @Override
    public Outcome<SessionGrant> start(StartSession command, Runnable sameTransaction) {
        return this.<SessionGrant>done(command, sameTransaction, grant -> {});
    }

    @Override
    public Outcome<RefreshResult> refresh(RefreshSession command) {
        return this.<RefreshResult>done(command, () -> {}, result -> {});
    }

    @Override
    public Outcome<RevokeResult> revoke(RevokeSession command) {
        return this.<RevokeResult>done(command, () -> {}, result -> {});
    }

    @Override
    public Outcome<RevokeResult> revokeAll(RevokeAllSessions command, Runnable sameTransaction) {
        return this.<RevokeResult>done(command, () -> {}, result -> {
            if (result instanceof RevokeResult.Revoked) {
                sameTransaction.run();
            }
        });
    }

    @Override
    public Outcome<RevokeResult> erase(EraseUser command, Runnable sameTransaction) {
        return this.<RevokeResult>done(command, sameTransaction, result -> {});
    }

    @Override
    public Outcome<RuleResult> addRule(AddUserRule command) {
        return this.<RuleResult>done(command, () -> {}, result -> {});
    }

    @Override
    public Outcome<RuleResult> addRule(AddRule command) {
        return this.<RuleResult>done(command, () -> {}, result -> {});
    }

    @Override
    public Outcome<Integer> recordCreated(RecordAccountCreated command, Runnable sameTransaction) {
        return this.<Integer>done(command, sameTransaction, events -> {});
    }

    @Override
    public Outcome<Integer> recordFailed(RecordFailedAttempts command) {
        return this.<Integer>done(command, () -> {}, events -> {});
    }

    @Override
    public Outcome<Integer> recordAccess(RecordHistoryAccess command) {
        return this.<Integer>done(command, () -> {}, events -> {});
    }

    @Override
    public Outcome<Integer> expire(ExpireSessions command) {
        return this.<Integer>done(command, () -> {}, count -> {});
    }

    private <R> Outcome<R> done(DomainCommand command, Runnable before, Consumer<R> afterwards) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            // It would wait for the publication of what is not committed, and hold its user's lock while doing so.
            throw new IllegalStateException("commands bring their own transaction; pass what belongs into it");
        }
        Dispatched<R> dispatched = StoreCalls.call(() -> dispatcher.dispatch(command, before, afterwards));
        return new Outcome<>(dispatched.result(), dispatched.position(), publication(dispatched));
    }

    private Outcome.@Nullable Publication publication(Dispatched<?> dispatched) {
        PendingPublication pending = dispatched.publication();
        return pending == null ? null : new Outcome.Publication(pending.revocationId(), pending.await(budget));
    }
}
