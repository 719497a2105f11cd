package io.curfew.command.web;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Bodies that must be refused: path, content type, body, status, and the code where only one is right. */
final class BadBodies {
    private static final String JSON = "application/json";

    private BadBodies() {}

    static Stream<Arguments> all() {
        String long16k = "x".repeat(17_000);
        return Stream.of(
                body("/auth/login", JSON, null, 400, "missing_body"),
                body("/auth/login", JSON, "", 400, "missing_body"),
                body("/auth/login", JSON, "null", 400, "malformed_body"),
                body("/auth/login", JSON, "[]", 400, "malformed_body"),
                body("/auth/login", JSON, "\"text\"", 400, "malformed_body"),
                body("/auth/login", JSON, "{", 400, "malformed_body"),
                body("/auth/login", JSON, "{'username':'x'}", 400, "malformed_body"),
                body("/auth/login", JSON, "{} {}", 400, "malformed_body"),
                body("/auth/login", JSON, "{}", 400, "missing_field"),
                body("/auth/login", JSON, "{\"username\":\"ann\"}", 400, "missing_field"),
                body("/auth/login", JSON, "{\"username\":null,\"password\":\"p\"}", 400, "missing_field"),
                body("/auth/login", JSON, "{\"username\":7,\"password\":\"p\"}", 400, "wrong_type"),
                body("/auth/login", JSON, "{\"username\":true,\"password\":\"p\"}", 400, "wrong_type"),
                body("/auth/login", JSON, "{\"username\":{\"$ne\":1},\"password\":\"p\"}", 400, "wrong_type"),
                body("/auth/login", JSON, "{\"username\":[\"a\"],\"password\":\"p\"}", 400, "wrong_type"),
                body("/auth/login", JSON, login("\"role\":\"ADMIN\""), 400, "unknown_field"),
                body("/auth/login", JSON, login("\"session_id\":\"mine\""), 400, "unknown_field"),
                body("/auth/login", JSON, login("\"password\":\"q\""), 400, "malformed_body"),
                body("/auth/login", JSON, login("\"delivery\":\"pigeon\""), 400, "wrong_type"),
                body("/auth/login", JSON, login("\"delivery\":1"), 400, "wrong_type"),
                body("/auth/login", JSON, login("\"client_id\":\"<script>\""), 400, "invalid_field"),
                body("/auth/login", JSON, login("\"client_id\":\"\""), 400, "invalid_field"),
                body("/auth/login", JSON, login("\"device_name\":\"a\\u0000b\""), 400, "invalid_field"),
                body("/auth/login", JSON, login("\"device_name\":\"a\\nb\""), 400, "invalid_field"),
                body("/auth/login", JSON, login("\"device_name\":\"\\ud800\""), 400, "invalid_field"),
                body("/auth/login", JSON, login("\"device_name\":\"" + "d".repeat(101) + "\""), 400, "invalid_field"),
                body("/auth/login", JSON, "{\"username\":\"a\\u0000\",\"password\":\"p\"}", 400, "invalid_field"),
                body(
                        "/auth/login",
                        JSON,
                        "{\"username\":\"ann\",\"password\":\"" + "p".repeat(129) + "\"}",
                        400,
                        "invalid_field"),
                body("/auth/login", JSON, "{\"username\":\"" + long16k + "\"}", 413, "body_too_large"),
                body("/auth/login", JSON, login("\"x\":" + "[".repeat(900) + "]".repeat(900)), 400, null),
                body("/auth/login", JSON, "{\"a\":".repeat(900) + "1" + "}".repeat(900), 400, null),
                body("/auth/login", "text/plain", login("\"client_id\":\"a\""), 415, "unsupported_media_type"),
                body("/auth/login", "application/xml", "<a/>", 415, "unsupported_media_type"),
                body("/auth/login", "nonsense", "{}", 415, "unsupported_media_type"),
                body("/auth/login", "multipart/form-data", "{}", 415, "unsupported_media_type"),
                body("/auth/login", null, "{}", 415, "unsupported_media_type"),
                body("/auth/login", "application/x-www-form-urlencoded", "username=a", 415, "unsupported_media_type"),
                body("/auth/register", JSON, user("ab", "long enough"), 400, "username_unacceptable"),
                body("/auth/register", JSON, user("a".repeat(65), "long enough"), 400, "username_unacceptable"),
                body("/auth/register", JSON, user("a b c", "long enough"), 400, "username_unacceptable"),
                body("/auth/register", JSON, user("<b>bold</b>", "long enough"), 400, "username_unacceptable"),
                body("/auth/register", JSON, user("x'; drop table account;--", "long enough"), 400, null),
                body("/auth/register", JSON, user("short-password", "1234567"), 400, "password_unacceptable"),
                body("/auth/register", JSON, user("long-password", "p".repeat(129)), 400, "invalid_field"),
                body("/auth/refresh", JSON, "{}", 400, "missing_field"),
                body("/auth/refresh", null, null, 400, "missing_field"),
                body("/auth/refresh", JSON, "{\"refresh_token\":42}", 400, "wrong_type"),
                body("/auth/refresh", JSON, "{\"refresh_token\":\"a\\u0000b\"}", 400, "invalid_field"),
                body("/auth/refresh", JSON, "{\"refresh_token\":\"" + "A".repeat(9000) + "\"}", 400, "invalid_field"),
                body("/auth/refresh", JSON, "{\"token\":\"a\"}", 400, "unknown_field"),
                body("/auth/logout", JSON, "{\"all_devices\":\"yes\"}", 400, "wrong_type"),
                body("/auth/logout", JSON, "{\"all_devices\":1}", 400, "wrong_type"),
                body("/auth/logout", JSON, "{\"everything\":true}", 400, "unknown_field"));
    }

    private static Arguments body(String path, String type, String body, int status, String code) {
        return Arguments.of(path, type, body, status, code);
    }

    private static String login(String more) {
        return "{\"username\":\"ann\",\"password\":\"correct horse\"," + more + "}";
    }

    private static String user(String name, String password) {
        return "{\"username\":\"" + name + "\",\"password\":\"" + password + "\"}";
    }
}
