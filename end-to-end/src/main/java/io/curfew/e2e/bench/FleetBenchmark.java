package io.curfew.e2e.bench;

import com.sun.management.OperatingSystemMXBean;
import io.curfew.events.notice.Notice;
import io.curfew.events.notice.RevocationsTopic;
import io.curfew.listener.KafkaNoticeFeed;
import io.curfew.listener.RevocationListener;
import java.io.IOException;
import java.lang.management.ManagementFactory;
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
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What a fleet costs: so many listeners in one process on one broker at a fixed rate of revocations. Propagation from the
 * broker's acknowledgement to the last listener, bytes over the loopback device and processor time of this process, per
 * listener; and how each grows with their number.
 */
public final class FleetBenchmark {
    private static final Path NETWORK = Path.of("/proc/net/dev");

    private FleetBenchmark() {}

    public static void main(String[] args) throws Exception {
        int rate = Options.of(args, "--rate", 100);
        int seconds = Options.of(args, "--seconds", 15);
        int most = Options.of(args, "--listeners", 200);
        try (BenchBroker broker = new BenchBroker()) {
            broker.startRelay();
            System.out.printf("%d revocations/s for %d s, java %s%n", rate, seconds, Runtime.version());
            run(broker, 1, rate, seconds, false);
            for (int listeners : new int[] {1, 10, 50, 100, 200}) {
                if (listeners <= most) {
                    run(broker, listeners, rate, seconds, true);
                }
            }
        }
    }

    private static void run(BenchBroker broker, int nodes, int rate, int seconds, boolean report) throws Exception {
        int count = rate * seconds;
        String[] sids = new String[count];
        Map<String, Integer> numbers = new HashMap<>();
        for (int i = 0; i < count; i++) {
            sids[i] = UUID.randomUUID().toString();
            numbers.put(sids[i], i);
        }
        Arrivals arrivals = new Arrivals(count, nodes);
        AtomicLongArray acked = new AtomicLongArray(count);
        List<RevocationListener> listeners = new ArrayList<>();
        try {
            for (int i = 0; i < nodes; i++) {
                listeners.add(listener(broker, numbers, arrivals));
            }
            for (RevocationListener listener : listeners) {
                if (!listener.awaitReady(Duration.ofMinutes(2))) {
                    throw new IllegalStateException(listener.status().toString());
                }
            }
            long start = System.nanoTime();
            long cpu = cpu();
            long bytes = loopback();
            new OpenLoop(rate, 4).run(count, number -> {
                try {
                    Instant now = Instant.now();
                    broker.publish(new Notice.Session(sids[number], now, now.plusSeconds(60)));
                    acked.set(number, System.nanoTime());
                } catch (InterruptedException | ExecutionException e) {
                    throw new IllegalStateException(e);
                }
            });
            arrivals.awaitAll();
            double elapsed = (System.nanoTime() - start) / 1e9;
            double cpuMillis = (cpu() - cpu) / 1e6 / elapsed;
            double kilobytes = (loopback() - bytes) / 1e3 / elapsed;
            if (report) {
                Delays delays = new Delays(nodes + " listeners: acknowledged → applied by the last");
                for (int i = 0; i < count; i++) {
                    delays.add(arrivals.last(i) - acked.get(i));
                }
                System.out.println(delays);
                System.out.printf(
                        Locale.ROOT,
                        "%d listeners: loopback %.1f kB/s, %.1f kB/s each; processor %.1f ms/s, %.2f ms/s each%n",
                        nodes,
                        kilobytes,
                        kilobytes / nodes,
                        cpuMillis,
                        cpuMillis / nodes);
            }
        } finally {
            listeners.forEach(RevocationListener::close);
        }
    }

    private static RevocationListener listener(BenchBroker broker, Map<String, Integer> numbers, Arrivals arrivals) {
        TimedFeed feed = new TimedFeed(
                new KafkaNoticeFeed(Map.of("bootstrap.servers", broker.bootstrapServers()), RevocationsTopic.NAME),
                sid -> Optional.ofNullable(numbers.get(sid)).ifPresent(arrivals::arrived));
        RevocationListener listener = RevocationListener.builder().feed(feed).build();
        listener.start();
        return listener;
    }

    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    /** Bytes received by the loopback device since it came up; everything goes over it. */
    private static long loopback() throws IOException {
        return Files.readAllLines(NETWORK).stream()
                .map(String::strip)
                .filter(line -> line.startsWith("lo:"))
                .mapToLong(line -> Long.parseLong(line.substring(3).strip().split("\\s+", 2)[0]))
                .findFirst()
                .orElse(0);
    }
}
