package io.curfew.command.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.curfew.command.account.Account;
import io.curfew.command.account.Accounts;
import io.curfew.command.running.Broker;
import io.curfew.command.running.CoreNode;
import io.curfew.command.running.Topics;
import io.curfew.command.web.Http.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;

/** {@code POST /admin/users/{id}/erase}: afterwards nobody can read what was known of the person, wherever it is. */
class ErasureHttpIT {
    private static final String AGENT = "AgentOfTheErased/7 (private)";
    private static final String DEVICE = "Zoë's very own phone";
    private static final String ADDRESS = "203.0.113.199";

    private static final Map<String, WebNode> NODES = new HashMap<>();

    private static WebNode node(String vendor) {
        return NODES.computeIfAbsent(
                vendor, each -> WebNode.start(CoreNode.surroundings(each), List.of(), "curfew.proxies=127.0.0.1/32"));
    }

    @AfterAll
    static void stop() {
        NODES.values().forEach(WebNode::close);
    }

    @ParameterizedTest
    @MethodSource("io.curfew.command.running.Databases#both")
    @DisplayName("nothing of an erased person can be read in any table or topic, and the person stays out")
    void nothing_is_left(String vendor) {
        WebNode node = node(vendor);
        Http http = new Http(node.address());
        Device admin = new Person(http, "", "admin", WebNode.ADMIN_PASSWORD).login();
        Person ann = Person.register(http);
        Device phone = login(http, ann);
        String path = "/admin/users/" + ann.userId() + "/erase";
        assertThat(refresh(http, phone).status()).isEqualTo(200);
        List<String> personal = List.of(AGENT, DEVICE, ADDRESS, ann.username());
        JdbcTemplate jdbc = node.bean(JdbcTemplate.class);
        assertThat(everything(jdbc)).as("the name is there before").contains(ann.username());

        Answer answer = http.post(path, admin.bearer());

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.json().get("revoked").asInt()).isEqualTo(1);
        assertThat(answer.header("Curfew-Revocation")).isNotEmpty();
        assertThat(phone.refresh().status()).isEqualTo(401);
        assertThat(ann.tryLogin(ann.password()).code()).isEqualTo("invalid_credentials");
        assertThat(everything(jdbc)).doesNotContain(personal);
        assertThat(jdbc.queryForList(
                        "select wrapped_key from personal_data_key where user_id = ?", String.class, ann.userId()))
                .containsExactly((String) null);
        Environment settings = node.bean(Environment.class);
        await().untilAsserted(() -> assertThat(records(settings, "events-topic"))
                .anyMatch(record -> "user.erased".equals(Topics.header(record, "ce_type"))));
        for (String topic : List.of("events-topic", "revocations-topic", "personal-keys-topic")) {
            for (ConsumerRecord<byte[], byte[]> record : records(settings, topic)) {
                String text = record.value() == null ? "" : new String(record.value(), UTF_8);
                assertThat(text).doesNotContain(personal);
            }
        }
        await().untilAsserted(() -> assertThat(records(settings, "personal-keys-topic").stream()
                        .filter(record -> new String(record.key(), UTF_8).equals(ann.userId()))
                        .toList())
                .last()
                .satisfies(record -> assertThat(record.value()).isNull()));

        Answer again = http.post("/api/v1" + path + "/", admin.bearer());
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().get("revoked").asInt()).isZero();
        Person namesake = new Person(http, "", ann.username(), "another person's words");
        assertThat(http.post("/auth/register", Map.of("username", namesake.username(), "password", namesake.password()))
                        .status())
                .isEqualTo(201);
        Account erased = node.bean(Accounts.class).find(ann.userId()).orElseThrow();
        assertThat(erased.disabled()).isTrue();
        assertThat(erased.username()).isEqualTo("erased:" + ann.userId());
    }

    @ParameterizedTest
    @MethodSource("io.curfew.command.running.Databases#both")
    void only_administrators_erase_and_only_users_that_are_there(String vendor) {
        WebNode node = node(vendor);
        Http http = new Http(node.address());
        Person ann = Person.of(node);
        Device phone = login(http, ann);
        String path = "/admin/users/" + ann.userId() + "/erase";

        assertThat(http.post(path).status()).isEqualTo(401);
        assertThat(http.post(path, phone.bearer()).code()).isEqualTo("insufficient_scope");
        assertThat(phone.bearerWorks()).isTrue();
        Device admin = new Person(http, "", "admin", WebNode.ADMIN_PASSWORD).login();
        Answer unknown = http.post("/admin/users/" + UUID.randomUUID() + "/erase", admin.bearer());
        assertThat(unknown.code()).isEqualTo("user_not_found");
        assertThat(refresh(http, phone).status()).isEqualTo(200);
    }

    private static Device login(Http http, Person person) {
        Answer answer = http.post(
                "/auth/login",
                Map.of("username", person.username(), "password", person.password(), "device_name", DEVICE),
                "User-Agent",
                AGENT,
                "X-Forwarded-For",
                ADDRESS);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return new Device(http, answer.text("session_id"), answer.text("access_token"), answer.text("refresh_token"));
    }

    private static Answer refresh(Http http, Device device) {
        return http.post(
                "/auth/refresh",
                Map.of("refresh_token", device.refreshToken()),
                "User-Agent",
                AGENT + " updated",
                "X-Forwarded-For",
                ADDRESS);
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(Environment settings, String topic) {
        return Topics.records(Broker.address(), settings.getRequiredProperty("curfew.kafka." + topic));
    }

    /** Every column of every row of every table, as text. */
    private static String everything(JdbcTemplate jdbc) {
        StringBuilder all = new StringBuilder();
        List<String> tables = jdbc.queryForList(
                "select table_name from information_schema.tables where lower(table_schema) = 'public'", String.class);
        assertThat(tables).hasSizeGreaterThan(10);
        for (String table : tables) {
            jdbc.query("select * from \"" + table + "\"", row -> {
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    Object value = row.getObject(i);
                    if (value instanceof byte[] bytes) {
                        all.append(new String(bytes, UTF_8)).append(new String(bytes, ISO_8859_1));
                    } else {
                        all.append(value);
                    }
                    all.append('\n');
                }
            });
        }
        return all.toString();
    }
}
