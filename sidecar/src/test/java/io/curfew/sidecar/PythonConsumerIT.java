package io.curfew.sidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.curfew.events.notice.Notice;
import io.curfew.events.notice.RevocationsTopic;
import io.curfew.listener.kafka.TestBroker;
import io.curfew.listener.kafka.TestRelay;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The contract is the topic and not a Java library: sixty lines of Python keep it. */
@EnabledIf(value = "pythonIsHere", disabledReason = "no Python with confluent-kafka on this machine")
@Timeout(120)
class PythonConsumerIT {
    private static final Path PROGRAM = Path.of("..", "examples", "python-consumer", "revoked.py");

    static boolean pythonIsHere() {
        return python() != null;
    }

    @Test
    void a_consumer_in_python_says_what_is_revoked_and_unknown_where_it_cannot_know(@TempDir Path data)
            throws Exception {
        try (TestBroker broker = new TestBroker(data)) {
            broker.createTopic(RevocationsTopic.NAME);
            broker.publish(RevocationsTopic.NAME, session("sid-1"));
            try (Consumer consumer = new Consumer(broker.bootstrapServers())) {
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> consumer.ask("sid-1").equals("yes"));
                assertThat(consumer.ask("sid-2"))
                        .as("I12: no live watermark yet")
                        .isEqualTo("unknown");

                try (TestRelay relay = new TestRelay(broker, RevocationsTopic.NAME)) {
                    await().atMost(Duration.ofSeconds(20))
                            .until(() -> consumer.ask("sid-2").equals("no"));
                    broker.publish(RevocationsTopic.NAME, session("sid-2"));
                    await().atMost(Duration.ofSeconds(20))
                            .until(() -> consumer.ask("sid-2").equals("yes"));
                    assertThat(consumer.ask("sid-3")).isEqualTo("no");
                }
                // Nobody vouches any more: I1, within the bound.
                await().atMost(Duration.ofSeconds(25))
                        .until(() -> consumer.ask("sid-3").equals("unknown"));

                try (TestRelay relay = new TestRelay(broker, RevocationsTopic.NAME)) {
                    await().atMost(Duration.ofSeconds(20))
                            .until(() -> consumer.ask("sid-3").equals("no"));

                    broker.publish(RevocationsTopic.NAME, bytes("what:1"), bytes("{\"v\":1,\"kind\":\"what\"}"));
                    await().atMost(Duration.ofSeconds(20))
                            .until(() -> consumer.ask("sid-3").equals("unknown"));
                    assertThat(consumer.ask("sid-1")).isEqualTo("yes");
                }
            }
        }
    }

    @Test
    void it_has_sixty_lines_or_less() throws IOException {
        assertThat(Files.readAllLines(PROGRAM)).hasSizeLessThanOrEqualTo(60);
    }

    private static Notice session(String sid) {
        return new Notice.Session(sid, Instant.now(), Instant.now().plusSeconds(900));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A Python that has the client; null for none. */
    private static String python() {
        return Stream.of("python3", "/usr/bin/python3")
                .filter(PythonConsumerIT::hasClient)
                .findFirst()
                .orElse(null);
    }

    private static boolean hasClient(String python) {
        try {
            return new ProcessBuilder(python, "-c", "import confluent_kafka")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The program, asked line by line. */
    private static final class Consumer implements AutoCloseable {
        private final Process process;
        private final BufferedWriter questions;
        private final BufferedReader answers;

        Consumer(String servers) throws IOException {
            process = new ProcessBuilder(python(), PROGRAM.toString(), servers)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            questions = process.outputWriter(StandardCharsets.UTF_8);
            answers = process.inputReader(StandardCharsets.UTF_8);
        }

        String ask(String sid) throws IOException {
            questions.write(sid + "\n");
            questions.flush();
            String answer = answers.readLine();
            assertThat(answer).startsWith(sid + " ");
            return answer.substring(sid.length() + 1);
        }

        @Override
        public void close() {
            process.destroy();
        }
    }
}
