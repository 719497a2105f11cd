package io.curfew.listener;

import static io.curfew.listener.StalenessPolicy.CLOSED;
import static io.curfew.listener.StalenessPolicy.INTROSPECT;
import static io.curfew.listener.StalenessPolicy.OPEN;
import static io.curfew.listener.Verdict.ACTIVE;
import static io.curfew.listener.Verdict.FAILED;
import static io.curfew.listener.Verdict.INACTIVE;
import static io.curfew.listener.Verdict.REVOKED;
import static io.curfew.listener.Verdict.STALE;
import static io.curfew.listener.Verdict.UNVERIFIABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.curfew.events.notice.Notice;
import io.curfew.events.notice.NoticeKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RevocationGateTest {
    private static final TokenClaims TOKEN = Tokens.ofSession("sid-1");
    private static final Notice.Session REVOCATION =
            new Notice.Session("sid-1", ManualTime.START, ManualTime.START.plusSeconds(900));
    private static final String JWT = "a.b.c";

    private final ManualTime time = new ManualTime();
    private final HandFeed feed = new HandFeed();
    private final List<String> counted = new ArrayList<>();
    private final RevocationListener listener = RevocationListener.builder()
            .feed(feed)
            .time(time, time::nanoTime)
            .metrics(new Counting())
            .build();

    @BeforeEach
    void start() {
        listener.start();
    }

    @AfterEach
    void close() {
        listener.close();
    }

    @ParameterizedTest
    @EnumSource
    void while_the_node_knows_the_policy_is_not_asked(StalenessPolicy policy) {
        feed.sink.upToDateAsOf(time.nanoTime());
        RevocationGate gate = gate(policy, token -> false);

        assertThat(gate.check(TOKEN, JWT)).isEqualTo(ACTIVE);
        feed.sink.apply(REVOCATION);
        assertThat(gate.check(TOKEN, JWT)).isEqualTo(REVOKED);
        assertThat(counted).containsExactly("REVOKED");
    }

    @ParameterizedTest
    @EnumSource
    void I4_no_policy_softens_a_known_revocation_or_a_token_nobody_vouches_for(StalenessPolicy policy) {
        feed.sink.apply(REVOCATION);
        RevocationGate gate = gate(policy, token -> true);

        assertThat(gate.check(TOKEN, JWT)).isEqualTo(REVOKED);
        assertThat(gate.check(Tokens.ofSession(""), JWT)).isEqualTo(UNVERIFIABLE);
        feed.sink.failed("broken", null);
        assertThat(gate.check(TOKEN, JWT)).isEqualTo(REVOKED);
    }

    @Test
    void CLOSED_refuses_on_a_stale_and_on_a_failed_node() {
        RevocationGate gate = RevocationGate.closed(listener);

        assertThat(gate.check(TOKEN, JWT)).isEqualTo(STALE);
        feed.sink.failed("broken", null);
        assertThat(gate.check(TOKEN, JWT)).isEqualTo(FAILED);
        assertThat(counted).containsExactly("STALE", "FAILED");
    }

    @Test
    void OPEN_lets_pass_and_counts_it() {
        RevocationGate gate = gate(OPEN, null);

        assertThat(gate.check(TOKEN, JWT)).isEqualTo(ACTIVE);
        feed.sink.failed("broken", null);
        assertThat(gate.check(TOKEN, JWT)).isEqualTo(ACTIVE);
        assertThat(counted).containsExactly("accepted under OPEN", "accepted under OPEN");
    }

    @ParameterizedTest
    @EnumSource
    void a_closed_listener_accepts_nothing_under_any_policy(StalenessPolicy policy) {
        feed.sink.upToDateAsOf(time.nanoTime());
        listener.close();

        assertThat(gate(policy, token -> true).check(TOKEN, JWT)).isEqualTo(FAILED);
    }

    @Test
    void INTROSPECT_does_what_the_issuer_says() {
        RevocationGate gate = gate(INTROSPECT, token -> token.equals("live"));

        assertThat(gate.check(TOKEN, "live")).isEqualTo(ACTIVE);
        assertThat(gate.check(TOKEN, "dead")).isEqualTo(INACTIVE);
        assertThat(counted).containsExactly("accepted under INTROSPECT", "INACTIVE");
    }

    @Test
    void INTROSPECT_refuses_with_503_when_the_issuer_says_nothing() {
        assertThat(gate(INTROSPECT, token -> {
                            throw new Introspector.UnavailableException("down");
                        })
                        .check(TOKEN, JWT))
                .isEqualTo(STALE);
        assertThat(gate(INTROSPECT, token -> {
                            throw new IllegalStateException("a bug");
                        })
                        .check(TOKEN, JWT))
                .isEqualTo(STALE);
    }

    @Test
    void the_issuer_is_asked_once_per_token_within_two_seconds() {
        AtomicInteger asked = new AtomicInteger();
        RevocationGate gate = gate(INTROSPECT, token -> asked.incrementAndGet() > 0);

        gate.check(TOKEN, "one");
        gate.check(TOKEN, "one");
        gate.check(TOKEN, "two");

        assertThat(asked).hasValue(2);
    }

    @Test
    void a_slow_issuer_holds_only_so_many_requests_and_the_next_is_refused_at_once() throws Exception {
        CountDownLatch full = new CountDownLatch(RememberedIntrospection.AT_ONCE);
        CountDownLatch release = new CountDownLatch(1);
        RevocationGate gate = gate(INTROSPECT, token -> {
            full.countDown();
            try {
                return release.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new Introspector.UnavailableException("interrupted", e);
            }
        });
        List<CompletableFuture<Verdict>> waiting = new ArrayList<>();
        for (int i = 0; i < RememberedIntrospection.AT_ONCE; i++) {
            String token = "token-" + i;
            CompletableFuture<Verdict> verdict = new CompletableFuture<>();
            new Thread(() -> verdict.complete(gate.check(TOKEN, token))).start();
            waiting.add(verdict);
        }
        assertThat(full.await(30, TimeUnit.SECONDS)).isTrue();

        assertThat(gate.check(TOKEN, "one too many")).isEqualTo(STALE);

        release.countDown();
        for (CompletableFuture<Verdict> verdict : waiting) {
            assertThat(verdict.get(30, TimeUnit.SECONDS)).isEqualTo(ACTIVE);
        }
    }

    @Test
    void a_rule_without_the_means_to_keep_it_is_refused_at_start() {
        assertThatThrownBy(() -> gate(INTROSPECT, null)).isInstanceOf(IllegalArgumentException.class);
        RevocationGate gate = gate(CLOSED, null);
        assertThatThrownBy(() -> gate.checked(RouteRule.of(INTROSPECT))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RouteRule.CLOSED.fresh(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_sensitive_route_waits_for_news_that_are_new_enough() throws Exception {
        feed.sink.upToDateAsOf(time.nanoTime());
        time.advance(Duration.ofSeconds(3));
        RevocationGate gate = RevocationGate.closed(listener);
        RouteRule sensitive = RouteRule.CLOSED.fresh(Duration.ofSeconds(1));
        CompletableFuture<Verdict> verdict = new CompletableFuture<>();
        new Thread(() -> verdict.complete(gate.check(TOKEN, JWT, sensitive))).start();

        assertThat(gate.check(TOKEN, JWT)).isEqualTo(ACTIVE);
        feed.sink.upToDateAsOf(time.nanoTime());

        assertThat(verdict.get(30, TimeUnit.SECONDS)).isEqualTo(ACTIVE);
    }

    @Test
    void I1_a_sensitive_route_refuses_when_no_news_come() {
        feed.sink.upToDateAsOf(time.nanoTime());
        time.advance(Duration.ofSeconds(3));

        assertThat(RevocationGate.closed(listener).check(TOKEN, JWT, RouteRule.CLOSED.fresh(Duration.ofSeconds(1))))
                .isEqualTo(STALE);
        assertThat(gate(INTROSPECT, token -> false)
                        .check(TOKEN, JWT, RouteRule.of(INTROSPECT).fresh(Duration.ofSeconds(1))))
                .isEqualTo(INACTIVE);
    }

    private RevocationGate gate(StalenessPolicy policy, @Nullable Introspector introspector) {
        return RevocationGate.of(listener, RouteRule.of(policy), introspector);
    }

    private final class Counting implements ListenerMetrics {
        @Override
        public void refused(Verdict verdict) {
            counted.add(verdict.name());
        }

        @Override
        public void acceptedUnjudged(StalenessPolicy policy) {
            counted.add("accepted under " + policy);
        }

        @Override
        public void seen(NoticeKind kind) {}
    }
}
