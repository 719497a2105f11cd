package io.curfew.command.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.command.domain.AddRule;
import io.curfew.command.domain.NewRule;
import io.curfew.command.domain.Origin;
import io.curfew.command.domain.RefreshProof;
import io.curfew.command.domain.RefreshResult;
import io.curfew.command.domain.RefreshSession;
import io.curfew.command.domain.RuleResult;
import io.curfew.command.domain.SessionGrant;
import io.curfew.command.domain.StartSession;
import io.curfew.command.running.CoreNode;
import io.curfew.events.AuthMethod;
import io.curfew.events.RuleKind;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules racing grants of tokens, on nodes whose clocks are seconds apart: only the fence orders them. */
@ParameterizedClass
@ValueSource(strings = {"h2", "postgresql"})
class RuleRacesIT {
    private static final Origin HOME = new Origin("203.0.113.7", "Firefox");
    private static final Duration AHEAD = Duration.ofSeconds(7);
    private static final int USERS = 12;

    private final String client = "app-" + UUID.randomUUID();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<CoreNode> nodes;

    RuleRacesIT(String vendor) {
        CoreNode one = CoreNode.shared(vendor);
        // A file of H2 belongs to one process.
        nodes = List.of(one, vendor.equals("h2") ? one : CoreNode.sharedOther());
    }

    @AfterEach
    void stop_threads() {
        threads.shutdownNow();
    }

    /** A session and the token it was last granted. */
    private record Granted(String user, int refreshed, SessionGrant grant) {
        Instant issuedAt() {
            return grant.decidedAt().truncatedTo(ChronoUnit.SECONDS);
        }
    }

    @RepeatedTest(3)
    @DisplayName("I5 CommandLinearizable, I3 NoFalseRevocation: a token granted around a rule is covered by it exactly"
            + " when its session cannot be refreshed any more")
    void I5_refresh_and_login_race_a_rule_about_their_client() throws Exception {
        List<Granted> before = new ArrayList<>();
        for (int i = 0; i < USERS; i++) {
            before.add(login(i));
        }

        List<Callable<Object>> work = new ArrayList<>();
        for (int i = 0; i < USERS; i++) {
            Granted session = before.get(i);
            int node = i;
            work.add(() -> Objects.requireNonNullElse(refresh(node, session), session));
            work.add(() -> login(node));
        }
        work.add(this::rule);
        List<Object> results = together(work);

        Instant notBefore = (Instant) results.remove(results.size() - 1);
        for (Object result : results) {
            Granted session = (Granted) result;
            boolean covered = session.issuedAt().isBefore(notBefore);
            assertThat(refresh(0, session) == null)
                    .as("%s issued at %s, rule from %s", session, session.issuedAt(), notBefore)
                    .isEqualTo(covered);
            if (before.stream().anyMatch(old -> old.user().equals(session.user()))) {
                assertThat(covered).as("%s began before the rule", session).isTrue();
            }
        }
    }

    /** Every other node's clock is ahead, or, where there is only one node, was before it was set right. */
    private static Instant clock(int i) {
        Instant now = Instant.now();
        return i % 2 == 0 ? now : now.plus(AHEAD);
    }

    private Granted login(int i) {
        String user = UUID.randomUUID().toString();
        StartSession command = new StartSession(
                user, user + "s", client, null, HOME, AuthMethod.PASSWORD, user + "-0", "jti", Set.of(), clock(i));
        SessionGrant grant =
                nodes.get(i % 2).commands().start(command, () -> {}).result();
        return new Granted(user, 0, grant);
    }

    /** What the session was granted, or null when it is out. */
    private Granted refresh(int i, Granted session) {
        String user = session.user();
        int next = session.refreshed() + 1;
        RefreshResult result = nodes.get(i % 2)
                .commands()
                .refresh(new RefreshSession(
                        user,
                        user + "s",
                        new RefreshProof(user + "-" + session.refreshed(), null, HOME),
                        user + "-" + next,
                        "jti",
                        clock(i)))
                .result();
        return result instanceof RefreshResult.Rotated rotated ? new Granted(user, next, rotated.grant()) : null;
    }

    private Instant rule() {
        NewRule rule =
                new NewRule(UUID.randomUUID().toString(), RuleKind.CLIENT, client, null, "a race", "an administrator");
        RuleResult.Added added = (RuleResult.Added)
                nodes.get(0).commands().addRule(new AddRule(rule, clock(0))).result();
        return added.rule().notBefore();
    }

    private List<Object> together(List<Callable<Object>> work) throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(work.size());
        List<Future<Object>> futures = new ArrayList<>();
        for (Callable<Object> each : work) {
            futures.add(threads.submit(() -> {
                barrier.await();
                return each.call();
            }));
        }
        List<Object> results = new ArrayList<>();
        for (Future<Object> future : futures) {
            results.add(future.get());
        }
        return results;
    }
}
