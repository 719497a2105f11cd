package io.curfew.query.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.query.support.Broker;
import io.curfew.query.support.History;
import io.curfew.query.support.RandomHistories;
import io.curfew.query.support.Tables;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A projecting process killed again and again, on any database that outlives it. */
abstract class KillContract {
    private static final int KILLS = 4;

    @TempDir
    Path directory;

    private final Broker broker = Broker.running();

    abstract String url(Path directory) throws Exception;

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
    @DisplayName("I8 AuditExactlyOnce, I10 Agreement: kill -9 at any moment neither loses nor doubles an event")
    void killed_at_any_moment_it_neither_loses_nor_doubles_an_event() throws Exception {
        String url = url(directory);
        DriverManagerDataSource dataSource =
                new DriverManagerDataSource(url, url.startsWith("jdbc:h2") ? "sa" : "postgres", "");
        Store.migrated(dataSource);
        String topic = broker.topic(2);
        List<History> histories = RandomHistories.of(11, 20, 60);
        long events = LiveProjectionContract.events(histories);
        Random random = new Random(12);
        int share = histories.size() / (KILLS + 1);

        for (int kill = 0; kill < KILLS; kill++) {
            // Published while it runs: it has at least these to project, so it always comes as far as it is to be
            // killed.
            List<History> some = histories.subList(kill * share, (kill + 1) * share);
            CompletableFuture<Void> publishing =
                    CompletableFuture.runAsync(() -> some.forEach(history -> broker.publish(topic, history, 0)));
            runUntil(1 + random.nextInt((int) LiveProjectionContract.events(some)), url, topic);
            publishing.get(1, TimeUnit.MINUTES);
        }
        histories.subList(KILLS * share, histories.size()).forEach(history -> broker.publish(topic, history, 0));
        try (LiveNode last = new LiveNode(dataSource, topic).start()) {
            LiveProjectionContract.awaitAll(last, histories);
            assertThat(last.status.applied())
                    .as("the killed ones had done something")
                    .isLessThan(events);
            assertThat(last.status.duplicates()).isZero();
        }

        Store store = new Store(dataSource);
        assertThat(Tables.count(store.jdbc, "query_audit_event", 1)).isEqualTo(events);
        int inOrder = store.generation();
        store.project(inOrder, Store.consumed(Store.records(histories)), 500);
        assertThat(Tables.dump(store.jdbc, 1)).isEqualTo(Tables.dump(store.jdbc, inOrder));
    }

    private void runUntil(long applied, String url, String topic) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KillableNode.class.getName(),
                        url,
                        topic,
                        broker.address())
                .redirectError(new File(directory.toFile(), "errors.txt"))
                .start();
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            String line = output.readLine();
            while (line != null && count(line) < applied) {
                line = output.readLine();
            }
            assertThat(line).as("it lived until it was killed").isNotNull();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static long count(String line) {
        return line.startsWith("applied ") ? Long.parseLong(line.substring("applied ".length())) : -1;
    }
}
