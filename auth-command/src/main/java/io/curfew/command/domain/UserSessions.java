package io.curfew.command.domain;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.curfew.events.AccountCreated;
import io.curfew.events.RevocationReason;
import io.curfew.events.RevocationRuleAdded;
import io.curfew.events.RuleKind;
import io.curfew.events.SessionEvent;
import io.curfew.events.SessionExpired;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * The active sessions of one user: the one place where login, rotation, log-out and the session limit are ordered. A
 * no is a result and not an exception, because a reused refresh token must be refused <em>and</em> end its session.
 *
 * <p>Every decision first records which sessions have expired. Time never runs backwards in here, whatever the clocks of
 * the nodes say. The state is {@linkplain Revision versioned} because snapshots hold it: change the number with the
 * fields. Not thread-safe; the repository lets in one command at a time.
 */
@AggregateRoot(type = "UserSessions")
@Revision("3")
public final class UserSessions {
    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it
    private @Nullable String userId;

    private ActiveSessions sessions = new ActiveSessions();

    UserSessions() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decided<SessionGrant> handle(
            StartSession command, SessionPolicy policy, RevocationRules rules, PersonalData personal) {
        if (sessions.isErased()) {
            throw new UserErasedException();
        }
        if (sessions.contains(command.sessionId())) {
            throw new IllegalArgumentException("a new session needs a new id");
        }
        // A token issued under a rule must not look as if it had been issued before, whatever the clocks say.
        Instant notBefore = RulePolicy.wholeSecond(rules.notBefore(command.userId(), command.clientId()));
        Instant now = later(sessions.notBeforeLastEvent(command.receivedAt()), notBefore);
        recordExpired(command, now);
        for (Session former : sessions.among(command.former())) {
            revoke(command, former, RevocationReason.LOGOUT, Initiator.user(command.userId(), former.id()), now);
        }
        while (sessions.count() >= policy.limit()) {
            revoke(command, sessions.leastRecentlyUsed(), RevocationReason.SESSION_LIMIT, Initiator.POLICY, now);
        }
        apply(SessionEvents.started(command, personal, now, policy));
        return decided(
                sessions.get(command.sessionId()).grant(command.userId(), later(command.receivedAt(), notBefore)));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decided<RefreshResult> handle(
            RefreshSession command, SessionPolicy policy, RevocationRules rules, PersonalData personal) {
        Instant now = sessions.notBeforeLastEvent(command.receivedAt());
        boolean known = sessions.contains(command.sessionId());
        recordExpired(command, now);
        Session session = sessions.find(command.sessionId());
        if (session == null) {
            return decided(new RefreshResult.Refused(known ? Refusal.SESSION_EXPIRED : Refusal.SESSION_NOT_FOUND));
        }
        Instant notBefore = rules.notBefore(command.userId(), session.clientId());
        if (session.startedAt().isBefore(notBefore)) {
            revoke(command, session, RevocationReason.ADMIN, Initiator.RULE, now);
            return decided(new RefreshResult.Refused(Refusal.SESSION_RULED_OUT));
        }
        Instant from = RulePolicy.wholeSecond(notBefore);
        Instant issuedAt = later(command.receivedAt(), from);
        RefreshProof presented = command.presented();
        if (session.isCurrent(presented)) {
            apply(SessionEvents.refreshed(command, personal, session, later(now, from), policy));
            return decided(new RefreshResult.Rotated(sessions.get(session.id()).grant(command.userId(), issuedAt)));
        }
        PersonalData.Sealed sender = personal.seal(command.userId(), session.id(), presented.origin(), null);
        SpentToken spent = session.predecessor();
        if (spent != null && session.isRepeated(presented, sender, policy, command.receivedAt(), now)) {
            apply(SessionEvents.replayed(command, session, spent, sender, now));
            return decided(new RefreshResult.Replayed(session.replay(command.userId(), issuedAt)));
        }
        endReused(command, session, sender, now);
        return decided(new RefreshResult.Refused(Refusal.REFRESH_TOKEN_REUSED));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decided<RevokeResult> handle(RevokeSession command, SessionPolicy policy, PersonalData personal) {
        Instant now = sessions.notBeforeLastEvent(command.receivedAt());
        recordExpired(command, now);
        if (hasEnded(command.actingSessionId())) {
            return decided(new RevokeResult.Refused(Refusal.ACTING_SESSION_ENDED));
        }
        Session session = sessions.find(command.sessionId());
        if (session == null) {
            return decided(new RevokeResult.Refused(Refusal.SESSION_NOT_FOUND));
        }
        if (!endedAsReused(command, session, command.presented(), policy, personal, now)) {
            revoke(command, session, command.reason(), command.initiator(), now);
        }
        return decided(new RevokeResult.Revoked(List.of(session.id())));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decided<RevokeResult> handle(RevokeAllSessions command, SessionPolicy policy, PersonalData personal) {
        Instant now = sessions.notBeforeLastEvent(command.receivedAt());
        recordExpired(command, now);
        if (hasEnded(command.actingSessionId())) {
            return decided(new RevokeResult.Refused(Refusal.ACTING_SESSION_ENDED));
        }
        Session acting = sessions.find(command.actingSessionId());
        List<String> all = new ArrayList<>();
        // A holder of the copied token may have started other sessions, so these are revoked in any case.
        if (acting != null && endedAsReused(command, acting, command.presented(), policy, personal, now)) {
            all.add(acting.id());
        }
        String kept = sessions.contains(command.keepSessionId()) ? command.keepSessionId() : null;
        List<String> ended = sessions.idsBut(kept);
        revokeAll(command, ended, kept, command.reason(), command.initiator(), now);
        all.addAll(ended);
        if (command.change() != null && !sessions.isErased()) {
            apply(SessionEvents.changed(command, command.change(), now));
        }
        return decided(new RevokeResult.Revoked(all));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decided<RuleResult> handle(AddUserRule command, RulePolicy policy) {
        Instant now = sessions.notBeforeLastEvent(command.receivedAt());
        recordExpired(command, now);
        NewRule rule = command.rule();
        Session named = sessions.find(rule.value());
        if (rule.kind() == RuleKind.SESSION && named == null) {
            return decided(new RuleResult.Refused(Refusal.SESSION_NOT_FOUND));
        }
        RevocationRuleAdded added = RevocationRule.added(command, now, policy);
        apply(added);
        Initiator administrator = Initiator.admin(rule.initiatedBy(), null);
        // Our own by their exact ids, whatever the rule's not-before makes of other issuers' tokens.
        if (rule.kind() == RuleKind.SESSION && named != null) {
            revoke(command, named, RevocationReason.ADMIN, administrator, now);
            return decided(new RuleResult.Added(added, List.of(named.id())));
        }
        Instant given = rule.notBefore();
        List<String> ended = given == null ? sessions.idsBut(null) : sessions.idsStartedBefore(given);
        revokeAll(command, ended, null, RevocationReason.ADMIN, administrator, now);
        return decided(new RuleResult.Added(added, ended));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decided<Integer> handle(ExpireSessions command, RevocationRules rules) {
        Instant now = sessions.notBeforeLastEvent(command.receivedAt());
        int expired = recordExpired(command, now);
        List<Session> ruledOut = sessions.startedBefore(s -> rules.notBefore(command.userId(), s.clientId()));
        ruledOut.forEach(s -> revoke(command, s, RevocationReason.ADMIN, Initiator.RULE, now));
        return decided(expired + ruledOut.size());
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decided<RevokeResult> handle(EraseUser command) {
        Instant now = sessions.notBeforeLastEvent(command.receivedAt());
        recordExpired(command, now);
        List<String> ended = sessions.idsBut(null);
        revokeAll(command, ended, null, RevocationReason.ACCOUNT_DISABLED, command.initiator(), now);
        if (!sessions.isErased()) {
            apply(SessionEvents.erased(command, now));
        }
        return decided(new RevokeResult.Revoked(ended));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decided<Integer> handle(RecordAccountCreated command) {
        Instant now = sessions.notBeforeLastEvent(command.receivedAt());
        apply(new AccountCreated(command.userId(), command.initiatedBy(), now));
        return decided(1);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decided<Integer> handle(RecordFailedAttempts command, PersonalData personal) {
        if (sessions.isErased()) {
            return decided(0);
        }
        Instant now = sessions.notBeforeLastEvent(command.receivedAt());
        recordExpired(command, now);
        command.attempts().forEach(attempts -> apply(SessionEvents.failed(command, attempts, personal, now)));
        return decided(command.attempts().size());
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decided<Integer> handle(RecordHistoryAccess command) {
        if (sessions.isErased()) {
            return decided(0);
        }
        Instant now = sessions.notBeforeLastEvent(command.receivedAt());
        recordExpired(command, now);
        command.accesses().forEach(access -> apply(SessionEvents.accessed(command, access, now)));
        return decided(command.accesses().size());
    }

    @EventSourcingHandler
    void on(SessionEvent event) {
        userId = event.streamId();
        sessions.evolve(event);
    }

    private void revokeAll(
            SessionCommand command,
            List<String> ended,
            @Nullable String kept,
            RevocationReason reason,
            Initiator by,
            Instant now) {
        if (!ended.isEmpty()) {
            Instant tokensExpireAt = later(now, sessions.tokensExpireAt(ended));
            apply(SessionEvents.allRevoked(command, ended, kept, reason, by, now, tokensExpireAt));
        }
    }

    /** Whether the session was ended because the token presented, if there is one, was spent. */
    private static boolean endedAsReused(
            SessionCommand command,
            Session session,
            @Nullable RefreshProof presented,
            SessionPolicy policy,
            PersonalData personal,
            Instant now) {
        if (presented == null || session.isCurrent(presented)) {
            return false;
        }
        PersonalData.Sealed sender = personal.seal(command.userId(), session.id(), presented.origin(), null);
        if (session.isRepeated(presented, sender, policy, command.receivedAt(), now)) {
            return false;
        }
        endReused(command, session, sender, now);
        return true;
    }

    /** The token belongs to this session and is neither current nor a retry of the last refresh: it was copied. */
    private static void endReused(SessionCommand command, Session session, PersonalData.Sealed sender, Instant now) {
        apply(SessionEvents.reused(command, session, sender, now));
        revoke(command, session, RevocationReason.REFRESH_TOKEN_REUSED, Initiator.POLICY, now);
    }

    private static void revoke(
            SessionCommand command, Session session, RevocationReason reason, Initiator by, Instant now) {
        apply(SessionEvents.revoked(command, session, reason, by, now));
    }

    private int recordExpired(SessionCommand command, Instant now) {
        List<Session> expired = sessions.expiredBy(now);
        expired.forEach(session -> apply(new SessionExpired(command.userId(), session.id(), session.expiresAt(), now)));
        return expired.size();
    }

    private boolean hasEnded(@Nullable String actingSessionId) {
        return actingSessionId != null && !sessions.contains(actingSessionId);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static <R> Decided<R> decided(R result) {
        Long version = AggregateLifecycle.getVersion();
        return new Decided<>(result, version == null ? -1 : version);
    }
}
