package io.curfew.query.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Idle and absolute lifetimes, the limit and the leeway of another policy. */
class WhatIfTest {
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration MONTH = Duration.ofDays(30);
    private final SimulatedUser user = new SimulatedUser(WEEK, MONTH, 100);

    @ParameterizedTest
    @CsvSource({"PT29M59S,0,0", "PT30M,1,2", "PT31M,1,2"})
    void a_refresh_after_the_idle_time_is_hit_and_so_are_those_that_follow(
            Duration gap, long sessions, long refreshes) {
        String id = user.login();
        user.pass(gap)
                .refresh(id)
                .pass(Duration.ofMinutes(1))
                .refresh(id)
                .pass(WEEK)
                .login();

        Map<String, Object> result = replay(user, idle("PT30M"));

        assertHits(result, sessions, sessions, refreshes);
        assertRule(result, "idle", sessions, refreshes);
        assertThat(result)
                .containsEntry("users", 1L)
                .containsEntry("sessions", 2L)
                .containsEntry("refreshes", 2L);
    }

    @Test
    void a_session_that_would_merely_have_expired_unused_is_not_hit() {
        String id = user.login();
        user.pass(Duration.ofHours(5)).logout(id);

        assertHits(replay(user, idle("PT30M")), 0, 0, 0);
    }

    @Test
    void the_lifetime_that_ends_first_is_the_one_that_hits() {
        String id = user.login();
        for (int i = 0; i < 5; i++) {
            user.pass(Duration.ofMinutes(20)).refresh(id);
        }

        Map<String, Object> result = replay(user, policy("PT30M", "PT1H", null, null));

        assertRule(result, "absolute", 1, 3); // at 60, 80 and 100 minutes
        assertRule(result, "idle", 0, 0);
    }

    @Test
    void a_login_beyond_the_limit_ends_the_oldest_of_those_that_are_active_and_unused() {
        String expired = user.login();
        user.pass(Duration.ofHours(2));
        String first = user.login();
        String second = user.login();
        user.login();
        user.pass(Duration.ofMinutes(1)).refresh(first).refresh(second).refresh(expired);

        Map<String, Object> result = replay(user, policy("PT1H", null, 2, null));

        assertRule(result, "limit", 1, 1);
        assertRule(result, "idle", 1, 1);
        assertHits(result, 1, 2, 2);
    }

    @Test
    void a_login_beyond_the_limit_ends_the_one_that_is_unused_for_longest() {
        String first = user.login();
        String second = user.login();
        user.pass(Duration.ofMinutes(1)).refresh(first).pass(Duration.ofMinutes(1));
        user.login();
        user.pass(Duration.ofMinutes(1)).refresh(first).refresh(first).refresh(second);

        Map<String, Object> result = replay(user, policy(null, null, 2, null));

        assertRule(result, "limit", 1, 1);
        assertHits(result, 1, 1, 1);
    }

    @Test
    void a_session_that_is_hit_leaves_its_place_to_others() {
        user.login();
        user.login();
        user.login();

        assertRule(replay(user, policy(null, null, 1, null)), "limit", 2, 0);
    }

    @ParameterizedTest
    @CsvSource({"PT40S,PT30S,0", "PT40S,PT40S,1", "PT40S,PT2M,1"})
    void a_reuse_that_a_longer_leeway_would_have_answered_is_counted(Duration after, Duration leeway, long answered) {
        String id = user.login();
        user.pass(Duration.ofMinutes(10)).refresh(id).pass(after).reuse(id);

        Map<String, Object> result = replay(user, policy(null, null, null, leeway.toString()));

        assertThat(rule(result, "leeway")).containsEntry("reuses_answered", answered);
        assertHits(result, 0, 0, 0);
    }

    @ParameterizedTest
    @CsvSource({"PT0S,PT0S,0,0", "PT1S,PT0S,1,2", "PT20S,PT20S,0,0", "PT20S,PT19S,1,2"})
    void a_spent_token_that_was_answered_would_have_ended_the_session(
            Duration after, Duration leeway, long sessions, long refreshes) {
        String id = user.login();
        user.pass(Duration.ofMinutes(10)).refresh(id).pass(after).replay(id, after);
        user.pass(Duration.ofMinutes(10)).refresh(id);

        Map<String, Object> result = replay(user, policy(null, null, null, leeway.toString()));

        assertRule(result, "leeway", sessions, refreshes);
        assertThat(result).containsEntry("refreshes", 3L);
    }

    @Test
    void only_what_happened_while_it_was_in_force_counts() {
        String id = user.login();
        user.pass(Duration.ofHours(1)).refresh(id); // 01:00
        user.pass(Duration.ofHours(1)).refresh(id); // 02:00
        user.pass(Duration.ofHours(1)).refresh(id); // 03:00
        Instant two = Instant.parse("2026-01-01T02:00:00Z");
        Instant three = Instant.parse("2026-01-01T03:00:00Z");

        Map<String, Object> result =
                replay(user, new OtherPolicy(Duration.ofMinutes(30), null, null, null, two, three));

        assertHits(result, 1, 1, 1);
        assertThat(result).containsEntry("sessions", 1L).containsEntry("refreshes", 1L);
    }

    @Test
    void the_policy_that_was_in_force_hits_nothing_and_a_looser_one_neither() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            Duration idle = Duration.ofMinutes(10 + random.nextInt(50));
            Duration absolute = idle.plusMinutes(random.nextInt(120));
            int limit = 1 + random.nextInt(4);
            SimulatedUser one = new SimulatedUser(idle, absolute, limit).act(random, 80);

            Map<String, Object> same = replay(one, new OtherPolicy(idle, absolute, limit, Duration.ZERO, null, null));
            Map<String, Object> looser = replay(
                    one, new OtherPolicy(idle.plusSeconds(1), absolute.plusSeconds(1), limit + 1, null, null, null));

            assertThat(same)
                    .as("seed %d", seed)
                    .containsEntry("sessions_hit", 0L)
                    .containsEntry("refreshes_hit", 0L);
            assertThat(looser).as("seed %d", seed).containsEntry("sessions_hit", 0L);
        }
    }

    @Test
    void what_is_counted_for_two_users_is_the_sum() {
        WhatIf whatIf = new WhatIf(idle("PT30M"));
        String id = user.login();
        user.pass(Duration.ofHours(1)).refresh(id);
        for (String stream : new String[] {"a", "b"}) {
            user.events.forEach(event -> whatIf.accept(stream, event));
        }

        assertHits(whatIf.result(), 2, 2, 2);
    }

    private static Map<String, Object> replay(SimulatedUser user, OtherPolicy policy) {
        WhatIf whatIf = new WhatIf(policy);
        user.events.forEach(event -> whatIf.accept("u", event));
        return whatIf.result();
    }

    private static OtherPolicy idle(String idle) {
        return policy(idle, null, null, null);
    }

    private static OtherPolicy policy(String idle, String absolute, Integer limit, String leeway) {
        return new OtherPolicy(duration(idle), duration(absolute), limit, duration(leeway), null, null);
    }

    private static Duration duration(String text) {
        return text == null ? null : Duration.parse(text);
    }

    private static void assertHits(Map<String, Object> result, long users, long sessions, long refreshes) {
        assertThat(result)
                .containsEntry("users_hit", users)
                .containsEntry("sessions_hit", sessions)
                .containsEntry("refreshes_hit", refreshes);
    }

    private static void assertRule(Map<String, Object> result, String rule, long sessions, long refreshes) {
        assertThat(rule(result, rule))
                .containsEntry("sessions_hit", sessions)
                .containsEntry("refreshes_hit", refreshes);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> rule(Map<String, Object> result, String rule) {
        return (Map<String, Object>) ((Map<String, Object>) result.get("by_rule")).get(rule);
    }
}
