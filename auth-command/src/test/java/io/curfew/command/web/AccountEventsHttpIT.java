package io.curfew.command.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.curfew.command.account.Accounts;
import io.curfew.command.account.FailureRecorder;
import io.curfew.command.running.Broker;
import io.curfew.command.running.CoreNode;
import io.curfew.command.running.ManualClock;
import io.curfew.command.running.Topics;
import io.curfew.command.web.Http.Answer;
import io.curfew.events.AccountCreated;
import io.curfew.events.AccountDisabled;
import io.curfew.events.AllSessionsRevoked;
import io.curfew.events.AuthenticationFailed;
import io.curfew.events.AuthenticationFailure;
import io.curfew.events.EventType;
import io.curfew.events.PasswordChanged;
import io.curfew.events.SessionEvent;
import io.curfew.events.SessionStarted;
import io.curfew.events.UserErased;
import io.curfew.events.json.SessionEventJson;
import io.curfew.events.personal.SealedText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a person did or tried against an account is in its history, however much of it there was. */
class AccountEventsHttpIT {
    private static final ManualClock CLOCK = new ManualClock(Instant.parse("2026-11-21T10:00:00Z"));
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Map<String, WebNode> NODES = new HashMap<>();

    /** No configuration class: the component scan of the service would find it in every test. */
    static class Time {
        @Bean
        @Primary
        Clock testClock() {
            return CLOCK;
        }
    }

    private static WebNode node(String vendor) {
        return NODES.computeIfAbsent(vendor, each -> start(CoreNode.surroundings(each)));
    }

    private static WebNode start(List<String> surroundings) {
        return WebNode.start(
                surroundings,
                List.of(Time.class),
                "curfew.proxies=127.0.0.1/32",
                "curfew.throttle.free-failures=17",
                "curfew.throttle.account-burst=1000",
                "curfew.throttle.address-burst=100000");
    }

    @AfterAll
    static void stop() {
        NODES.values().forEach(WebNode::close);
    }

    private static List<SessionEvent> events(WebNode node, String userId) {
        return node.bean(JdbcTemplate.class)
                .query(
                        "select payload_type, payload from session_event where aggregate_identifier = ?"
                                + " order by sequence_number",
                        (row, n) -> SessionEventJson.read(
                                EventType.named(row.getString(1)).orElseThrow(), row.getBytes(2)),
                        userId);
    }

    private static List<AuthenticationFailed> failures(WebNode node, String userId) {
        return events(node, userId).stream()
                .filter(AuthenticationFailed.class::isInstance)
                .map(AuthenticationFailed.class::cast)
                .toList();
    }

    /** Waits until what was tried in minutes that have ended is recorded, by whichever thread. */
    private static List<AuthenticationFailed> recorded(WebNode node, String userId, int attempts) {
        int ignored = node.bean(FailureRecorder.class).recordEnded();
        await().untilAsserted(() -> assertThat(failures(node, userId).stream().mapToInt(AuthenticationFailed::count))
                .satisfies(counts -> assertThat(
                                counts.stream().mapToInt(Integer::intValue).sum())
                        .isEqualTo(attempts)));
        return failures(node, userId);
    }

    private static void nextMinute() {
        CLOCK.advance(MINUTE);
    }

    @ParameterizedTest
    @MethodSource("io.curfew.command.running.Databases#both")
    @DisplayName("16 wrong passwords from one address in one minute are one event that says 16")
    void one_event_for_many_attempts(String vendor) {
        WebNode node = node(vendor);
        Person ann = Person.register(new Http(node.address()));
        Instant minute = CLOCK.instant();
        for (int i = 0; i < 16; i++) {
            Answer refused = ann.tryLogin("guess " + i, "X-Forwarded-For", "203.0.113.9", "User-Agent", "Guesser/" + i);
            assertThat(refused.status()).isEqualTo(401);
            CLOCK.advance(Duration.ofSeconds(1));
        }
        assertThat(failures(node, ann.userId()))
                .as("nothing while the minute lasts")
                .isEmpty();
        nextMinute();

        assertThat(recorded(node, ann.userId(), 16)).singleElement().satisfies(event -> {
            assertThat(event.failure()).isEqualTo(AuthenticationFailure.PASSWORD);
            assertThat(event.count()).isEqualTo(16);
            assertThat(event.firstAt()).isEqualTo(minute);
            assertThat(event.lastAt()).isEqualTo(minute.plusSeconds(15));
            assertThat(event.occurredAt()).isAfterOrEqualTo(minute.plus(MINUTE));
            assertThat(SealedText.is(event.ipAddress())).isTrue();
            assertThat(SealedText.is(event.userAgent())).isTrue();
        });
        String stored = node
                .bean(JdbcTemplate.class)
                .queryForList(
                        "select payload from session_event where aggregate_identifier = ?", byte[].class, ann.userId())
                .stream()
                .map(payload -> new String(payload, UTF_8))
                .toList()
                .toString();
        assertThat(stored).doesNotContain(ann.username(), "guess", "203.0.113.9", "Guesser");
        assertThat(ann.login().bearerWorks()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("io.curfew.command.running.Databases#both")
    void attempts_from_fifty_addresses_are_few_events_that_count_them_all(String vendor) {
        WebNode node = node(vendor);
        Person ann = Person.of(node);
        for (int host = 1; host <= 50; host++) {
            assertThat(ann.tryLogin("guess", "X-Forwarded-For", "203.0.113." + host)
                            .status())
                    .isEqualTo(401);
        }
        nextMinute();

        List<AuthenticationFailed> recorded = recorded(node, ann.userId(), 50);
        assertThat(recorded).hasSize(11);
        assertThat(recorded.stream().map(AuthenticationFailed::ipAddress).distinct())
                .hasSize(11);
        assertThat(recorded.stream().filter(event -> event.ipAddress() == null))
                .singleElement()
                .satisfies(others -> {
                    assertThat(others.count()).isEqualTo(40);
                    assertThat(others.userAgent()).isNull();
                });
    }

    @Test
    void logins_refused_before_the_password_was_looked_at_are_told_apart() {
        WebNode node = node("h2");
        Person ann = Person.of(node);
        for (int i = 0; i < 17; i++) {
            assertThat(ann.tryLogin("guess").status()).isEqualTo(401);
        }
        for (int i = 0; i < 3; i++) {
            assertThat(ann.tryLogin(ann.password()).status()).isEqualTo(429);
        }
        nextMinute();

        assertThat(recorded(node, ann.userId(), 20))
                .extracting(AuthenticationFailed::failure, AuthenticationFailed::count)
                .containsExactlyInAnyOrder(
                        tuple(AuthenticationFailure.PASSWORD, 17), tuple(AuthenticationFailure.THROTTLED, 3));
    }

    @Test
    void wrong_passwords_where_one_is_asked_again_are_recorded() {
        WebNode node = node("h2");
        Person ann = Person.of(node);
        Device phone = ann.login();
        Http http = new Http(node.address());
        for (int i = 0; i < 2; i++) {
            assertThat(http.post(
                                    "/auth/password",
                                    Map.of("current_password", "not it", "new_password", "another long one"),
                                    phone.bearer())
                            .code())
                    .isEqualTo("wrong_password");
        }
        String cookie = http.post(
                        "/auth/login",
                        Map.of("username", ann.username(), "password", ann.password(), "delivery", "cookie"))
                .cookies()
                .get(0)
                .split(";", 2)[0];
        for (Answer wrong : List.of(
                byCookie(http, cookie, "/auth/logout-all", Map.of("current_password", "not it")),
                byCookie(http, cookie, "/auth/logout", Map.of("current_password", "not it", "all_devices", true)))) {
            assertThat(wrong.code()).isEqualTo("wrong_password");
        }
        nextMinute();

        assertThat(recorded(node, ann.userId(), 4)).singleElement().satisfies(event -> assertThat(event.failure())
                .isEqualTo(AuthenticationFailure.REAUTHENTICATION));
    }

    private static Answer byCookie(Http http, String cookie, String path, Map<String, ?> body) {
        return http.post(path, body, "Cookie", cookie, "Sec-Fetch-Site", "same-origin");
    }

    @Test
    void an_unknown_name_is_nobodys_history() {
        WebNode node = node("h2");
        Http http = new Http(node.address());
        JdbcTemplate jdbc = node.bean(JdbcTemplate.class);
        String all = "select count(*) from session_event where payload_type = 'authentication.failed'";
        Person ann = Person.of(node);
        assertThat(ann.tryLogin("guess").status()).isEqualTo(401);
        String unknown = "nobody-" + UUID.randomUUID();
        for (String name : List.of(unknown, unknown, "<not a name>")) {
            assertThat(http.post("/auth/login", Map.of("username", name, "password", "guess"))
                            .code())
                    .isEqualTo("invalid_credentials");
        }
        Long before = jdbc.queryForObject(all, Long.class);
        nextMinute();

        assertThat(recorded(node, ann.userId(), 1)).hasSize(1);
        assertThat(jdbc.queryForObject(all, Long.class)).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @MethodSource("io.curfew.command.running.Databases#both")
    void a_registration_is_the_first_event_and_a_failed_one_is_none(String vendor) {
        WebNode node = node(vendor);
        Http http = new Http(node.address());
        JdbcTemplate jdbc = node.bean(JdbcTemplate.class);
        String all = "select count(*) from session_event where payload_type = 'account.created'";
        Long before = jdbc.queryForObject(all, Long.class);

        Person ann = Person.register(http);
        Answer again = http.post("/auth/register", Map.of("username", ann.username(), "password", "another long one"));
        Answer unacceptable =
                http.post("/auth/register", Map.of("username", "ben-" + UUID.randomUUID(), "password", "short"));

        assertThat(again.code()).isEqualTo("username_taken");
        assertThat(unacceptable.code()).isEqualTo("password_unacceptable");
        assertThat(events(node, ann.userId())).containsExactly(new AccountCreated(ann.userId(), null, CLOCK.instant()));
        assertThat(jdbc.queryForObject(all, Long.class)).isEqualTo(before + 1);
        await().untilAsserted(() -> assertThat(
                        Topics.records(Broker.address(), node.property("curfew.kafka.events-topic")).stream()
                                .filter(record -> new String(record.key(), UTF_8).equals(ann.userId()))
                                .map(record -> Topics.header(record, "ce_type")))
                .containsExactly("account.created"));
    }

    @Test
    void the_accounts_of_the_configuration_are_recorded_once() {
        List<String> surroundings = CoreNode.surroundings("h2");
        WebNode first = start(surroundings);
        String admin = first.bean(Accounts.class).idOf("admin").orElseThrow();
        assertThat(events(first, admin))
                .hasOnlyElementsOfType(AccountCreated.class)
                .hasSize(1);
        first.close();

        try (WebNode second = start(surroundings)) {
            assertThat(events(second, admin)).hasSize(1);
        }
    }

    @Test
    void what_was_counted_is_recorded_when_the_node_stops() {
        List<String> surroundings = CoreNode.surroundings("h2");
        WebNode first = start(surroundings);
        Person ann = Person.of(first);
        assertThat(ann.tryLogin("guess").status()).isEqualTo(401);
        first.close();

        try (WebNode second = start(surroundings)) {
            assertThat(failures(second, ann.userId())).singleElement().satisfies(event -> assertThat(event.count())
                    .isEqualTo(1));
        }
    }

    @Test
    void an_account_is_disabled_once_and_by_somebody() {
        WebNode node = node("h2");
        Http http = new Http(node.address());
        Device admin = new Person(http, "", "admin", WebNode.ADMIN_PASSWORD).login();
        String adminId = node.bean(Accounts.class).idOf("admin").orElseThrow();
        Person ann = Person.of(node);
        ann.login();

        for (int i = 0; i < 2; i++) {
            assertThat(http.post("/admin/users/" + ann.userId() + "/disable", admin.bearer())
                            .status())
                    .isEqualTo(204);
        }

        assertThat(events(node, ann.userId()))
                .hasExactlyElementsOfTypes(SessionStarted.class, AllSessionsRevoked.class, AccountDisabled.class)
                .last()
                .isEqualTo(new AccountDisabled(ann.userId(), adminId, CLOCK.instant()));
    }

    @Test
    void a_changed_password_is_recorded_and_one_that_was_not_changed_is_not() {
        WebNode node = node("h2");
        Http http = new Http(node.address());
        Person ann = Person.of(node);
        Device phone = ann.login();

        Answer unacceptable = http.post(
                "/auth/password", Map.of("current_password", ann.password(), "new_password", "short"), phone.bearer());
        Answer changed = http.post(
                "/auth/password",
                Map.of("current_password", ann.password(), "new_password", "another long one"),
                phone.bearer());

        assertThat(unacceptable.code()).isEqualTo("password_unacceptable");
        assertThat(changed.status()).isEqualTo(204);
        assertThat(events(node, ann.userId()))
                .hasExactlyElementsOfTypes(SessionStarted.class, AllSessionsRevoked.class, PasswordChanged.class)
                .last()
                .isEqualTo(new PasswordChanged(ann.userId(), ann.userId(), phone.sessionId(), CLOCK.instant()));
    }

    @Test
    void nothing_is_recorded_of_an_account_that_was_erased_meanwhile() {
        WebNode node = node("h2");
        Http http = new Http(node.address());
        Device admin = new Person(http, "", "admin", WebNode.ADMIN_PASSWORD).login();
        Person ann = Person.of(node);
        Person ben = Person.of(node);
        Device phone = ann.login();
        assertThat(http.post(
                                "/auth/password",
                                Map.of("current_password", "not it", "new_password", "another long one"),
                                phone.bearer())
                        .code())
                .isEqualTo("wrong_password");
        assertThat(ann.tryLogin("guess").status()).isEqualTo(401);
        assertThat(ben.tryLogin("guess").status()).isEqualTo(401);
        assertThat(http.post("/admin/users/" + ann.userId() + "/erase", admin.bearer())
                        .status())
                .isEqualTo(200);
        nextMinute();

        assertThat(recorded(node, ben.userId(), 1)).hasSize(1);
        assertThat(events(node, ann.userId())).last().isInstanceOf(UserErased.class);
    }
}
