package io.curfew.standalone.broker;

import io.curfew.standalone.ProcessLock;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * The broker's process: a Kafka node in KRaft mode that lives no longer than the process that started it.
 *
 * <p>It ends when its standard input does, whatever became of the parent: a parent that exits, crashes or is killed closes
 * the pipe. A signal (Ctrl-C reaches the whole terminal group) does not end it before the parent has closed what still talks to
 * it, or {@link #PATIENCE} has passed. Arguments: port, controller port, data directory. Prints {@value #READY} when it serves.
 */
public final class BrokerMain {
    /** The line printed when clients can connect. */
    static final String READY = "curfew-broker ready";
    /** The name of the lock file in the data directory. */
    static final String LOCK = "curfew.lock";
    /** How long a signalled broker waits for its parent. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private BrokerMain() {}

    /** Runs the broker until standard input ends. */
    public static void main(String[] args) throws IOException {
        Path data = Path.of(args[2]);
        Files.createDirectories(data);
        CountDownLatch parentGone = new CountDownLatch(1);
        startDaemon("parent", () -> awaitEnd(System.in, parentGone));
        ProcessLock lock = ProcessLock.acquire(data.resolve(LOCK), Duration.ofSeconds(10));
        try {
            serve(new BrokerSettings(Integer.parseInt(args[0]), Integer.parseInt(args[1]), data), parentGone);
        } catch (RuntimeException e) {
            System.out.println("Kafka did not start on 127.0.0.1:" + args[0] + ": " + rootMessage(e));
            System.out.flush();
            // Kafka leaves non-daemon threads behind when it fails half-way.
            Runtime.getRuntime().halt(1);
        } finally {
            lock.close();
        }
        System.exit(0);
    }

    private static void serve(BrokerSettings settings, CountDownLatch parentGone) {
        format(settings);
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings.asMap()), Time.SYSTEM);
        CountDownLatch down = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            await(parentGone, PATIENCE);
            parentGone.countDown();
            await(down, PATIENCE);
        }));
        server.startup();
        System.out.println(READY);
        System.out.flush();
        await(parentGone, Duration.ofDays(36_500));
        server.shutdown();
        server.awaitShutdown();
        down.countDown();
    }

    /** Writes the identity of a new node; leaves the directory of an old one alone. */
    private static void format(BrokerSettings settings) {
        if (Files.exists(settings.data().resolve("meta.properties"))) {
            return;
        }
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setNodeId(BrokerSettings.NODE_ID)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
                    .setIgnoreFormatted(true)
                    .addDirectory(settings.data().toString())
                    .setMetadataLogDirectory(settings.data().toString())
                    .run();
        } catch (Exception e) {
            throw new IllegalStateException("the data directory " + settings.data() + " could not be prepared", e);
        }
    }

    private static void awaitEnd(InputStream in, CountDownLatch ended) {
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // A broken pipe says the same as its end.
        } finally {
            ended.countDown();
        }
    }

    private static void await(CountDownLatch latch, Duration patience) {
        try {
            boolean ignored = latch.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void startDaemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static String rootMessage(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return thrown.getMessage() + (root == thrown ? "" : " (" + root.getMessage() + ")");
    }
}
