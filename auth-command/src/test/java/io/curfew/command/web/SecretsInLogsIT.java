package io.curfew.command.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import io.curfew.command.running.CoreNode;
import io.curfew.command.token.RefreshToken;
import io.curfew.command.web.Http.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** A whole journey with everything logged at DEBUG: no token, no hash, no password, no key is in the logs. */
class SecretsInLogsIT {

    @Test
    @DisplayName("M14 tokens are stored hashed only and never logged")
    void secrets() {
        try (WebNode node = WebNode.start(CoreNode.surroundings("h2"), List.of(), "logging.level.io.curfew=debug")) {
            Lines lines = Lines.attach();
            List<String> secrets = new ArrayList<>();
            try {
                journey(new Http(node.address()), secrets);
            } finally {
                lines.detach();
            }
            JdbcTemplate jdbc = node.bean(JdbcTemplate.class);
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
        private final Queue<String> text = new ConcurrentLinkedQueue<>();
        private final Logger curfew;
        private final Logger root;

        private Lines(Logger curfew, Logger root) {
            this.curfew = curfew;
            this.root = root;
        }

        static Lines attach() {
            LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
            Lines lines = new Lines(context.getLogger("io.curfew"), context.getLogger(Logger.ROOT_LOGGER_NAME));
            lines.setContext(context);
            lines.start();
            lines.curfew.setLevel(Level.TRACE);
            for (String name :
                    List.of("org.springframework.security", "org.springframework.web", "org.axonframework")) {
                context.getLogger(name).setLevel(Level.DEBUG);
            }
            lines.root.addAppender(lines);
            return lines;
        }

        void detach() {
            root.detachAppender(this);
            LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
            for (String name :
                    List.of("org.springframework.security", "org.springframework.web", "org.axonframework")) {
                context.getLogger(name).setLevel(null);
            }
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
