package io.curfew.query.support;

import io.curfew.events.AccountCreated;
import io.curfew.events.AccountDisabled;
import io.curfew.events.AllSessionsRevoked;
import io.curfew.events.AuthMethod;
import io.curfew.events.AuthenticationFailed;
import io.curfew.events.AuthenticationFailure;
import io.curfew.events.EventHeaders;
import io.curfew.events.EventType;
import io.curfew.events.HistoryExported;
import io.curfew.events.HistoryRead;
import io.curfew.events.InitiatingEntity;
import io.curfew.events.PasswordChanged;
import io.curfew.events.RefreshTokenReplayed;
import io.curfew.events.RefreshTokenReused;
import io.curfew.events.RevocationReason;
import io.curfew.events.RevocationRuleAdded;
import io.curfew.events.RuleKind;
import io.curfew.events.SessionEvent;
import io.curfew.events.SessionExpired;
import io.curfew.events.SessionRefreshed;
import io.curfew.events.SessionRevoked;
import io.curfew.events.SessionStarted;
import io.curfew.events.json.SessionEventJson;
import io.curfew.events.notice.Notice;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** One user's stream, as auth-command would write it. Not thread-safe. */
public final class History {
    public static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    private final String user;
    private final List<SessionEvent> events = new ArrayList<>();
    private Instant now;

    public History(String user, Instant start) {
        this.user = user;
        this.now = start;
    }

    public static History ofSomebody() {
        return new History(UUID.randomUUID().toString(), Instant.now().minusSeconds(3600));
    }

    public String user() {
        return user;
    }

    /** What an administrator's rule of a kind that is about no single user writes: a stream of its own, of one event. */
    public static History ofRule(RuleKind kind, @Nullable String value) {
        String ruleId = UUID.randomUUID().toString();
        History history =
                new History(RevocationRuleAdded.streamOf(ruleId), Instant.now().minusSeconds(3600));
        history.rule(ruleId, kind, value, history.tick());
        return history;
    }

    /** The events so far; the index is the seq. */
    public List<SessionEvent> events() {
        return events;
    }

    /** The seq of the last event. */
    public long position() {
        return events.size() - 1L;
    }

    public String login() {
        return login("laptop", FIREFOX);
    }

    public String login(@Nullable String deviceName, String userAgent) {
        String session = UUID.randomUUID().toString();
        Instant at = tick();
        events.add(new SessionStarted(
                user,
                session,
                "web",
                deviceName,
                "192.0.2.1",
                userAgent,
                AuthMethod.PASSWORD,
                null,
                at,
                at.plusSeconds(900),
                at.plus(Duration.ofDays(7)),
                at.plus(Duration.ofDays(30)),
                Notice.Token.hash(tokenId(session, at))));
        return session;
    }

    public void refresh(String session, @Nullable String ip) {
        Instant at = tick();
        events.add(new SessionRefreshed(
                user,
                session,
                null,
                ip,
                null,
                at,
                at.plusSeconds(900),
                at.plus(Duration.ofDays(7)),
                Notice.Token.hash(tokenId(session, at))));
    }

    /** A spent refresh token that came back inside the leeway, from elsewhere. */
    public void replay(String session) {
        Instant spentAt = now;
        Instant at = tick();
        events.add(new RefreshTokenReplayed(user, session, null, "198.51.100.8", "curl/8", at, spentAt));
    }

    /** The {@code jti} of the access token granted to a session at a time. */
    public static String tokenId(String session, Instant at) {
        return session + "@" + at;
    }

    public void logout(String session) {
        Instant at = tick();
        events.add(new SessionRevoked(
                user, session, RevocationReason.LOGOUT, InitiatingEntity.USER, at, at.plusSeconds(900), user, session));
    }

    public void reuse(String session) {
        Instant at = tick();
        events.add(new RefreshTokenReused(user, session, "198.51.100.7", "curl/8", at));
        events.add(new SessionRevoked(
                user,
                session,
                RevocationReason.REFRESH_TOKEN_REUSED,
                InitiatingEntity.POLICY,
                at,
                at.plusSeconds(900),
                null,
                null));
    }

    /** The account's creation, by the person. */
    public void created() {
        events.add(new AccountCreated(user, null, tick()));
    }

    /** Failed logins within a minute, recorded after it; from further addresses when there is none. */
    public void fail(@Nullable String ip, int count) {
        Instant first = tick();
        Instant last = tick();
        events.add(new AuthenticationFailed(
                user,
                AuthenticationFailure.PASSWORD,
                count,
                first,
                last,
                ip,
                ip == null ? null : "Guesser/1",
                last.plusSeconds(60)));
        now = last.plusSeconds(60);
    }

    public void disable() {
        events.add(new AccountDisabled(user, "an-administrator", tick()));
    }

    /** A password changed from the first of these sessions, which ends all of them. */
    public void changePassword(List<String> sessions) {
        Instant at = tick();
        events.add(new AllSessionsRevoked(
                user,
                sessions,
                null,
                RevocationReason.PASSWORD_CHANGED,
                InitiatingEntity.USER,
                at,
                at.plusSeconds(900),
                user,
                sessions.get(0)));
        events.add(new PasswordChanged(user, user, sessions.get(0), at));
    }

    /** Reads the history of a user, or of everybody, and takes it away. */
    public void access(@Nullable String subject) {
        Instant at = now;
        events.add(new HistoryRead(user, subject, "events", 3, at, at, at));
        events.add(new HistoryExported(user, subject, "csv", 1, at, at, at));
    }

    public void expire(String session) {
        Instant at = tick();
        events.add(new SessionExpired(user, session, at.minusMillis(500), at));
    }

    public void logoutAll(List<String> sessions) {
        Instant at = tick();
        events.add(new AllSessionsRevoked(
                user,
                sessions,
                null,
                RevocationReason.LOGOUT_ALL,
                InitiatingEntity.USER,
                at,
                at.plusSeconds(900),
                user,
                sessions.get(0)));
    }

    /** A log-in for which an older session has to give way, as the session limit decides. */
    public String loginInPlaceOf(String session) {
        Instant at = now.plusMillis(1500);
        events.add(new SessionRevoked(
                user,
                session,
                RevocationReason.SESSION_LIMIT,
                InitiatingEntity.POLICY,
                at,
                at.plusSeconds(900),
                null,
                null));
        return login();
    }

    /** Lets time pass. */
    public void pass(Duration time) {
        now = now.plus(time);
    }

    /** An administrator's rule about a session: the rule and the end of the session, decided at once. */
    public void ruleOut(String session) {
        Instant at = tick();
        rule(UUID.randomUUID().toString(), RuleKind.SESSION, session, at);
        events.add(new SessionRevoked(
                user,
                session,
                RevocationReason.ADMIN,
                InitiatingEntity.ADMIN,
                at,
                at.plusSeconds(900),
                "an-administrator",
                null));
    }

    private void rule(String ruleId, RuleKind kind, @Nullable String value, Instant at) {
        events.add(new RevocationRuleAdded(
                user,
                ruleId,
                kind,
                value,
                kind == RuleKind.TOKEN || kind == RuleKind.SESSION ? null : at,
                "laptop stolen",
                InitiatingEntity.ADMIN,
                "an-administrator",
                at,
                at.plusSeconds(3600)));
    }

    /** The record auth-command would send for this event. */
    public ProducerRecord<byte[], byte[]> record(String topic, long seq) {
        SessionEvent event = events.get((int) seq);
        ProducerRecord<byte[], byte[]> message =
                new ProducerRecord<>(topic, bytes(user), SessionEventJson.published(event));
        message.headers()
                .add(EventHeaders.ID, bytes(user + "-" + seq))
                .add(EventHeaders.TYPE, bytes(EventType.of(event).eventName()))
                .add(EventHeaders.SEQ, bytes(String.valueOf(seq)));
        return message;
    }

    private Instant tick() {
        now = now.plusMillis(1500);
        return now;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
