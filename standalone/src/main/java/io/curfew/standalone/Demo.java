package io.curfew.standalone;

import io.curfew.standalone.DemoClient.Answer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The walk, played: two devices, one log-out, then log-out everywhere, with the nodes called all the while. Confined to one thread. */
final class Demo {
    private final Standalone platform;
    private final Console console;
    private final DemoClient client = new DemoClient();
    private final Walk walk;

    Demo(Standalone platform, Console console) {
        this.platform = platform;
        this.console = console;
        this.walk = Walk.fresh(platform);
    }

    /** Plays it and says whether everything was as it should be. */
    boolean play() {
        console.line("");
        try {
            playOrThrow();
            console.line("");
            console.line("All as it should be.");
            return true;
        } catch (Unexpected | DemoClient.Unreachable e) {
            console.line("");
            console.line("NOT as it should be: " + e.getMessage());
            return false;
        }
    }

    private void playOrThrow() {
        expect(201, command("/auth/register", null, credentials("")), "register " + walk.user());
        String phone = login("phone");
        String laptop = login("laptop");
        greet("phone", phone);
        greet("laptop", laptop);
        listed(laptop, 2);

        console.line("");
        Map<Standalone.Node, CompletableFuture<Answer>> watches = watch(phone);
        Answer logout = command("/auth/logout", phone, null);
        expect(204, logout, "phone logs out");
        report("phone", watches, logout.at());
        greet("laptop", laptop);
        listed(laptop, 1);

        console.line("");
        watches = watch(laptop);
        Answer all = command("/auth/logout-all", laptop, null);
        expect(200, all, "laptop logs out everywhere (" + all.text("revoked") + " session ended)");
        report("laptop", watches, all.at());
    }

    private String login(String device) {
        Answer answer = command("/auth/login", null, credentials(",\"device_name\":\"" + device + "\""));
        expect(200, answer, device + " logs in");
        return answer.text("access_token");
    }

    private void greet(String device, String token) {
        for (Standalone.Node node : platform.nodes()) {
            expect(200, client.get(node.uri().resolve("/hello"), token), device + " calls " + node.name());
        }
    }

    /** The list follows the events, so it may be an instant behind: it is asked until it is right, for a while. */
    private void listed(String token, int sessions) {
        long end = System.nanoTime() + 5_000_000_000L;
        Answer answer = client.get(platform.frontDoor().resolve("/auth/sessions"), token);
        while (count(answer) != sessions && System.nanoTime() < end) {
            answer = client.get(platform.frontDoor().resolve("/auth/sessions"), token);
        }
        expect(200, answer, "signed in: " + count(answer) + " device" + (count(answer) == 1 ? "" : "s"));
        if (count(answer) != sessions) {
            throw new Unexpected("the list shows " + count(answer) + " sessions instead of " + sessions);
        }
    }

    private static int count(Answer answer) {
        return answer.json().isArray()
                ? answer.json().size()
                : answer.json().path("sessions").size();
    }

    private Map<Standalone.Node, CompletableFuture<Answer>> watch(String token) {
        Map<Standalone.Node, CompletableFuture<Answer>> watches = new LinkedHashMap<>();
        platform.nodes().forEach(node -> watches.put(node, RefusalWatch.start(client, node, token)));
        return watches;
    }

    private void report(String device, Map<Standalone.Node, CompletableFuture<Answer>> watches, long acknowledged) {
        watches.forEach((node, watch) -> {
            double millis = (RefusalWatch.join(watch).at() - acknowledged) / 1e6;
            console.line(String.format(
                    Locale.ROOT,
                    "  %-8s refuses the %s's token (401 session_revoked) %.1f ms %s the log-out was acknowledged",
                    node.name(),
                    device,
                    Math.abs(millis),
                    millis < 0 ? "before" : "after"));
        });
    }

    private Answer command(String path, @Nullable String token, @Nullable String json) {
        return client.post(platform.frontDoor().resolve(path), token, json);
    }

    private String credentials(String more) {
        return "{\"username\":\"" + walk.user() + "\",\"password\":\"" + walk.password() + "\"" + more + "}";
    }

    private void expect(int status, Answer answer, String what) {
        console.line(String.format(Locale.ROOT, "  %d  %s", answer.status(), what));
        if (answer.status() != status) {
            throw new Unexpected(what + ": expected " + status + ", was " + answer.status() + " " + answer.body());
        }
    }
}
