package io.curfew.command.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import io.curfew.command.token.RefreshToken;
import io.curfew.command.web.Http.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** A whole journey with everything logged at DEBUG: no token, no hash, no password, no key is in the logs. */
// It changes what the whole JVM logs, and what it finds must be its own.
@Isolated
class SecretsInLogsIT {

    @Test
    @DisplayName("M14 tokens are stored hashed only and never logged")
    void secrets() {
        Lines lines = Lines.attach();
        try (WebNode node = WebNode.start()) {
            List<String> secrets = new ArrayList<>();
            journey(new Http(node.address()), secrets);
            JdbcTemplate jdbc = node.bean(JdbcTemplate.class);
            secrets.add(WebNode.ADMIN_PASSWORD);
            secrets.addAll(jdbc.queryForList("select password_hash from account", String.class));
            secrets.addAll(jdbc.queryForList("select private_key from signing_key", String.class));
            secrets.addAll(jdbc.queryForList("select content from server_secret", String.class));
            secrets.addAll(jdbc.queryForList("select wrapped_key from personal_data_key", String.class));

            assertThat(secrets).hasSizeGreaterThan(12).allMatch(secret -> secret.length() > 8);
            assertThat(lines.text).isNotEmpty();
            for (String line : lines.text) {
                assertThat(secrets).noneMatch(line::contains);
            }
            storedHashedOnly(jdbc, secrets.subList(0, 4));
        } finally {
            lines.detach();
        }
    }

    private static void journey(Http http, List<String> secrets) {
        Person ann = Person.register(http);
        Device laptop = ann.login();
        Device phone = ann.login();
        for (Device device : new Device[] {laptop, phone}) {
            secrets.add(device.accessToken());
            secrets.add(device.refreshToken());
        }
        Answer refreshed = laptop.refresh();
        secrets.add(refreshed.text("access_token"));
        secrets.add(refreshed.text("refresh_token"));
        List.copyOf(secrets).forEach(secret -> RefreshToken.parse(secret).ifPresent(t -> secrets.add(t.hash())));
        secrets.add(ann.password());
        secrets.add("a wrong password");
        secrets.add("another good one");
        List<Answer> answers = List.of(
                ann.tryLogin("a wrong password"),
                http.post("/auth/refresh", Map.of("refresh_token", "A".repeat(43))),
                http.post("/auth/logout", Map.of("refresh_token", phone.refreshToken(), "unknown", 1)),
                http.post("/auth/logout", Map.of("refresh_token", phone.refreshToken())),
                http.post("/auth/logout", "Authorization", "Bearer x" + laptop.accessToken()),
                http.post(
                        "/auth/password",
                        Map.of("current_password", ann.password(), "new_password", "another good one"),
                        laptop.bearer()),
                http.post("/auth/logout", laptop.bearer()));
        for (Answer answer : answers) {
            assertThat(secrets).noneMatch(answer.response().body()::contains);
        }
    }

    private static void storedHashedOnly(JdbcTemplate jdbc, List<String> tokens) {
        List<String> payloads = jdbc.query(
                "select payload from session_event union all select record_value from outbox",
                (row, n) -> new String(row.getBytes(1), java.nio.charset.StandardCharsets.UTF_8));
        assertThat(payloads).hasSizeGreaterThan(8);
        for (String payload : payloads) {
            assertThat(tokens).noneMatch(payload::contains);
        }
    }

    /** Everything that is logged, with the messages of exceptions. */
    private static final class Lines extends AppenderBase<ILoggingEvent> {
        private static final Map<String, Level> LEVELS = Map.of(
                "io.curfew", Level.TRACE,
                "org.springframework.security", Level.DEBUG,
                "org.springframework.web", Level.DEBUG,
                "org.axonframework", Level.DEBUG);

        private final Queue<String> text = new ConcurrentLinkedQueue<>();
        private final Map<String, Level> before = new HashMap<>();
        private final LoggerContext loggers = (LoggerContext) LoggerFactory.getILoggerFactory();

        static Lines attach() {
            Lines lines = new Lines();
            lines.setContext(lines.loggers);
            lines.start();
            LEVELS.forEach((name, level) -> {
                Logger logger = lines.loggers.getLogger(name);
                lines.before.put(name, logger.getLevel());
                logger.setLevel(level);
            });
            lines.loggers.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(lines);
            return lines;
        }

        void detach() {
            loggers.getLogger(Logger.ROOT_LOGGER_NAME).detachAppender(this);
            before.forEach((name, level) -> loggers.getLogger(name).setLevel(level));
        }

        @Override
        protected void append(ILoggingEvent event) {
            text.add(event.getFormattedMessage());
            for (IThrowableProxy t = event.getThrowableProxy(); t != null; t = t.getCause()) {
                text.add(String.valueOf(t.getMessage()));
            }
        }
    }
}
