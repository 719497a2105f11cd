package io.curfew.e2e.client;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One device of a person, holding the tokens of its session. Not thread-safe. */
public final class Device {
    private final Platform platform;
    private final String username;
    private final String name;
    private String accessToken = "";
    private String refreshToken = "";
    private String sessionId = "";

    private Device(Platform platform, String username, String name) {
        this.platform = platform;
        this.username = username;
        this.name = name;
    }

    /** Makes an account. */
    public static Answer register(Platform platform, String username, String password) {
        return Http.send(
                "POST",
                platform.frontDoor().resolve("/auth/register"),
                Map.of("username", username, "password", password));
    }

    /** A device that has logged in. */
    public static Device login(Platform platform, String username, String password, String name) {
        Device device = new Device(platform, username, name);
        Answer answer = device.login(password);
        if (answer.status() != 200) {
            throw new IllegalStateException("no login: " + answer);
        }
        return device;
    }

    /** Logs in, and keeps the tokens when that worked. */
    public Answer login(String password) {
        Answer answer = Http.send(
                "POST",
                at("/auth/login"),
                Map.of("username", username, "password", password, "device_name", name),
                "User-Agent",
                "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
        return keep(answer);
    }

    /** Refreshes with the current refresh token, and keeps the new tokens when that worked. */
    public Answer refresh() {
        return keep(refreshWith(refreshToken));
    }

    /** Refreshes with a given token and keeps nothing. */
    public Answer refreshWith(String token) {
        return Http.send("POST", at("/auth/refresh"), Map.of("refresh_token", token));
    }

    /** Calls a path with this device's access token. */
    public Answer call(String method, String path, @Nullable Map<String, ?> body) {
        return Http.send(method, platform.at(method, path), body, "Authorization", "Bearer " + accessToken);
    }

    /** Calls a resource node with this device's access token. */
    public Answer hello(Platform.Node node) {
        return Http.send("GET", node.uri().resolve("/hello"), null, "Authorization", "Bearer " + accessToken);
    }

    public Answer logout() {
        return call("POST", "/auth/logout", null);
    }

    public String accessToken() {
        return accessToken;
    }

    public String refreshToken() {
        return refreshToken;
    }

    public String sessionId() {
        return sessionId;
    }

    private Answer keep(Answer answer) {
        if (answer.status() == 200) {
            Map<String, String> tokens = new HashMap<>();
            answer.json()
                    .properties()
                    .forEach(
                            field -> tokens.put(field.getKey(), field.getValue().asString("")));
            accessToken = tokens.getOrDefault("access_token", "");
            refreshToken = tokens.getOrDefault("refresh_token", "");
            sessionId = tokens.getOrDefault("session_id", "");
        }
        return answer;
    }

    private URI at(String path) {
        return platform.frontDoor().resolve(path);
    }
}
