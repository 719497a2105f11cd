package io.curfew.command.sessions;

import io.curfew.command.domain.AddRule;
import io.curfew.command.domain.AddUserRule;
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

/**
 * The commands on sessions. Each call decides, commits events and outbox rows in one database transaction, and, when it
 * revoked something, waits for Kafka's acknowledgement up to the configured budget. Conflicts with concurrent commands
 * are retried inside.
 *
 * <p>Every method throws {@link StoreUnavailableException} when the database cannot be reached or does not answer in
 * time; then it is unknown whether the command was done, and doing it again is harmless unless said otherwise.
 * Thread-safe.
 */
public interface SessionCommands {

    /**
     * Starts a session.
     *
     * @param sameTransaction runs first, in the command's transaction, and again on a retry; what it throws aborts the
     *     command and reaches the caller
     */
    Outcome<SessionGrant> start(StartSession command, Runnable sameTransaction);

    Outcome<RefreshResult> refresh(RefreshSession command);

    Outcome<RevokeResult> revoke(RevokeSession command);

    /**
     * Ends all sessions, or all but one.
     *
     * @param sameTransaction runs after the command was accepted, in its transaction, and again on a retry; not run when
     *     the command is refused; what it throws undoes the command and reaches the caller
     */
    Outcome<RevokeResult> revokeAll(RevokeAllSessions command, Runnable sameTransaction);

    /**
     * Forgets a user: ends all sessions for good and destroys the key of the user's personal data.
     *
     * @param sameTransaction runs first, in the command's transaction, and again on a retry
     */
    Outcome<RevokeResult> erase(EraseUser command, Runnable sameTransaction);

    /** Revokes by a rule about one user: a session or a subject. */
    Outcome<RuleResult> addRule(AddUserRule command);

    /** Revokes by a rule about no single user. */
    Outcome<RuleResult> addRule(AddRule command);

    /**
     * Records that an account was created.
     *
     * @param sameTransaction creates it: runs first, in the command's transaction, and again on a retry; what it throws
     *     aborts the command and reaches the caller
     */
    Outcome<Integer> recordCreated(RecordAccountCreated command, Runnable sameTransaction);

    /** Records failed authentications; answers how many events that made. Done again it makes them again. */
    Outcome<Integer> recordFailed(RecordFailedAttempts command);

    /** Records accesses to histories; answers how many events that made. Done again it makes them again. */
    Outcome<Integer> recordAccess(RecordHistoryAccess command);

    /** Records what has expired and ends what a rule covers; answers how many sessions that were. */
    Outcome<Integer> expire(ExpireSessions command);
}
