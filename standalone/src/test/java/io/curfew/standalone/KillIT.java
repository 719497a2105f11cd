package io.curfew.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.curfew.standalone.DemoClient.Answer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillIT {
    private static final int SESSIONS = 40;
    private static final int ACKNOWLEDGED_BEFORE_THE_KILL = 12;
    private static final String CREDENTIALS = "{\"username\":\"alice\",\"password\":\"a long enough password\"}";

    @TempDir
    Path data;

    private final DemoClient client = new DemoClient();
    private final int port = Ports.anyFree();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

    @Test
    @DisplayName(
            "I2 NoAckedRevocationLost, I4 NoResurrection: kill -9 amid log-outs, and every acknowledged one holds afterwards")
    void every_acknowledged_logout_is_refused_everywhere_after_a_kill() throws Exception {
        List<String> tokens = new ArrayList<>();
        try (CurfewProcess curfew = start()) {
            client.post(curfew.frontDoor().resolve("/auth/register"), null, CREDENTIALS);
            for (int i = 0; i < SESSIONS; i++) {
                tokens.add(login(curfew));
            }
            logOutUntilKilled(curfew, tokens.subList(1, SESSIONS));
        }
        assertThat(acknowledged).hasSizeBetween(ACKNOWLEDGED_BEFORE_THE_KILL, SESSIONS - 2);

        try (CurfewProcess again = start()) {
            for (URI service : again.services()) {
                assertThat(acknowledged)
                        .allSatisfy(token -> assertThat(hello(service, token)).isEqualTo("401 session_revoked"));
                // I3: the session nobody ended still works, so the refusals are not for everybody.
                assertThat(hello(service, tokens.get(0))).isEqualTo("200 ");
            }
        }
    }

    private CurfewProcess start() {
        // The same front door each time: it is the issuer in the tokens.
        return CurfewProcess.start(data, "--port=" + port, "--kafka-port=0", "--orders-port=0", "--billing-port=0")
                .awaitReady();
    }

    private String login(CurfewProcess curfew) {
        Answer answer = client.post(curfew.frontDoor().resolve("/auth/login"), null, CREDENTIALS);
        assertThat(answer.status()).isEqualTo(200);
        return answer.text("access_token");
    }

    /** Two clients log sessions out; the process is killed while they do. */
    private void logOutUntilKilled(CurfewProcess curfew, List<String> tokens) throws InterruptedException {
        Queue<String> waiting = new ConcurrentLinkedQueue<>(tokens);
        CountDownLatch enough = new CountDownLatch(ACKNOWLEDGED_BEFORE_THE_KILL);
        List<Thread> clients = List.of(
                new Thread(() -> logOutAll(curfew, waiting, enough)),
                new Thread(() -> logOutAll(curfew, waiting, enough)));
        clients.forEach(Thread::start);
        assertThat(enough.await(60, TimeUnit.SECONDS)).isTrue();
        for (Thread each : clients) {
            each.join();
        }
    }

    private void logOutAll(CurfewProcess curfew, Queue<String> waiting, CountDownLatch enough) {
        try {
            for (String token = waiting.poll(); token != null; token = waiting.poll()) {
                if (client.post(curfew.frontDoor().resolve("/auth/logout"), token, null)
                                .status()
                        == 204) {
                    acknowledged.add(token);
                    enough.countDown();
                    if (enough.getCount() == 0) {
                        curfew.kill(); // by who got the last of them, so that others are still under way
                    }
                }
            }
        } catch (DemoClient.Unreachable killed) {
            // What was not answered was not acknowledged.
        }
    }

    private String hello(URI service, String token) {
        Answer[] answer = new Answer[1];
        // The keys may have to be fetched first.
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            answer[0] = client.get(service.resolve("/hello"), token);
            return answer[0].status() != 503;
        });
        return answer[0].status() + " " + (answer[0].status() == 200 ? "" : answer[0].text("code"));
    }
}
