package io.curfew.e2e.bench;

import io.curfew.e2e.client.Answer;
import io.curfew.e2e.client.Device;
import io.curfew.e2e.client.Platform;
import io.curfew.events.notice.RevocationsTopic;
import io.curfew.listener.KafkaNoticeFeed;
import io.curfew.listener.RevocationListener;
import io.curfew.listener.TokenClaims;
import io.curfew.listener.Verdict;
import io.curfew.standalone.Console;
import io.curfew.standalone.Standalone;
import io.curfew.standalone.StandaloneOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * How long a logout takes to hold: from its acknowledgement over HTTP until the last of several nodes refuses the session, at
 * a fixed rate, on the platform that {@code ./run} starts; and beside it, in the same run, before and after, the floor that
 * {@link KafkaFloor} is.
 *
 * <p>A node refuses from the moment its listener has applied the notice, so that moment is taken; that a check then says
 * REVOKED is asserted for each session at each node.
 */
public final class PropagationBenchmark {
    private static final String FLOOR_TOPIC = "floor";
    private static final String PASSWORD = "correct horse battery";
    private static final int SESSIONS_PER_USER = 100;

    private final Platform platform;
    private final String bootstrapServers;
    private final int rate;
    private final int count;
    private final int nodes;

    private PropagationBenchmark(Standalone running, int rate, int seconds, int nodes) {
        this.platform = new Platform(running.frontDoor(), running.frontDoor(), List.of(), "", "");
        this.bootstrapServers = running.bootstrapServers();
        this.rate = rate;
        this.count = rate * seconds;
        this.nodes = nodes;
    }

    public static void main(String[] args) throws Exception {
        int rate = Options.of(args, "--rate", 200);
        int seconds = Options.of(args, "--seconds", 15);
        int nodes = Options.of(args, "--nodes", 3);
        Path data = Files.createTempDirectory("curfew-bench");
        StandaloneOptions options = new StandaloneOptions(
                data, 0, 0, List.of(new StandaloneOptions.Service("orders", 0)), null, null, Map.of());
        Console console = Console.startedAgo(System.err, Duration.ZERO);
        try (Standalone running = Standalone.start(options, console)) {
            new PropagationBenchmark(running, rate, seconds, nodes).run();
        }
    }

    private void run() throws Exception {
        createFloorTopic();
        KafkaFloor floor = new KafkaFloor(bootstrapServers, FLOOR_TOPIC, nodes);
        say("signing in %d devices ...", count + count / 3);
        List<Device> warmUp = signIn(count / 3);
        List<Device> devices = signIn(count);
        floor.run(rate, count / 3);
        logOut(warmUp);
        List<Delays> before = floor.run(rate, count);
        List<Delays> ours = logOut(devices);
        List<Delays> after = floor.run(rate, count);
        System.out.printf("%d logouts/s, %d nodes, java %s%n", rate, nodes, Runtime.version());
        before.forEach(System.out::println);
        ours.forEach(System.out::println);
        after.forEach(System.out::println);
    }

    private List<Device> signIn(int wanted) {
        List<Device> devices = new ArrayList<>();
        String user = "";
        for (int i = 0; i < wanted; i++) {
            if (i % SESSIONS_PER_USER == 0) {
                user = "bench-" + System.nanoTime();
                Device.register(platform, user, PASSWORD);
            }
            devices.add(Device.login(platform, user, PASSWORD, "device " + i));
        }
        return devices;
    }

    private List<Delays> logOut(List<Device> devices) throws InterruptedException {
        Map<String, Integer> numbers = new HashMap<>();
        devices.forEach(device -> numbers.put(device.sessionId(), numbers.size()));
        Arrivals arrivals = new Arrivals(devices.size(), nodes);
        AtomicLongArray sent = new AtomicLongArray(devices.size());
        AtomicLongArray acked = new AtomicLongArray(devices.size());
        AtomicInteger notPublished = new AtomicInteger();
        List<RevocationListener> listeners = new ArrayList<>();
        try {
            for (int i = 0; i < nodes; i++) {
                listeners.add(
                        listener(sid -> Optional.ofNullable(numbers.get(sid)).ifPresent(arrivals::arrived)));
            }
            new OpenLoop(rate, 32).run(devices.size(), number -> {
                sent.set(number, System.nanoTime());
                Answer answer = devices.get(number).logout();
                acked.set(number, System.nanoTime());
                if (answer.status() != 204) {
                    notPublished.incrementAndGet();
                }
            });
            arrivals.awaitAll();
            listeners.forEach(listener -> devices.forEach(device -> mustRefuse(listener, device)));
        } finally {
            listeners.forEach(RevocationListener::close);
        }
        if (notPublished.get() > 0) {
            say("not answered 204: %d", notPublished.get());
        }
        Delays fromRequest = new Delays("curfew: logout request → refused at the last of " + nodes);
        Delays answered = new Delays("curfew: logout request → 204");
        Delays fromAck = new Delays("curfew: logout acknowledged (204) → refused at the last of " + nodes);
        for (int i = 0; i < devices.size(); i++) {
            fromRequest.add(arrivals.last(i) - sent.get(i));
            answered.add(acked.get(i) - sent.get(i));
            fromAck.add(arrivals.last(i) - acked.get(i));
        }
        return List.of(answered, fromRequest, fromAck);
    }

    private RevocationListener listener(Consumer<String> applied) throws InterruptedException {
        Map<String, Object> kafka = Map.of("bootstrap.servers", bootstrapServers);
        RevocationListener listener = RevocationListener.builder()
                .feed(new TimedFeed(new KafkaNoticeFeed(kafka, RevocationsTopic.NAME), applied))
                .build();
        listener.start();
        if (!listener.awaitReady(Duration.ofSeconds(30))) {
            throw new IllegalStateException("not ready: " + listener.status());
        }
        return listener;
    }

    private static void mustRefuse(RevocationListener listener, Device device) {
        Instant now = Instant.now();
        TokenClaims token = TokenClaims.ofSession(device.sessionId(), "any", now, now.plusSeconds(900));
        if (listener.check(token) != Verdict.REVOKED) {
            throw new IllegalStateException("a logged-out session is accepted");
        }
    }

    private void createFloorTopic() throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            NewTopic topic = new NewTopic(FLOOR_TOPIC, 1, (short) 1).configs(RevocationsTopic.settings());
            admin.createTopics(List.of(topic)).all().get();
        }
    }

    private static void say(String format, Object... values) {
        System.err.println(String.format(Locale.ROOT, format, values));
    }
}
