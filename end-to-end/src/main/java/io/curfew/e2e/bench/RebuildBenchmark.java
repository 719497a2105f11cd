package io.curfew.e2e.bench;

import com.sun.management.OperatingSystemMXBean;
import io.curfew.query.replay.Rebuild;
import io.curfew.query.replay.Source;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How many events a second a rebuild makes from topic to swap, all that {@code --rebuild} does included (reading, opening,
 * writing, following, comparing with the live projections), beside PostgreSQL's bare COPY of the same rows.
 */
public final class RebuildBenchmark {
    /** More than this are not projected live first: that is slow, and not what is measured. */
    private static final int MOST_LIVE = 1_000_000;

    private RebuildBenchmark() {}

    /** Measures and prints. */
    public static void main(String[] args) throws Exception {
        int about = Options.of(args, "--events", 1_000_000);
        long began = System.nanoTime();
        try (QuerySide side = new QuerySide(about)) {
            print("%,d events in the topic after %.0f s, java %s", side.events(), since(began), Runtime.version());
            side.projections(false).close(); // makes the tables
            side.giveKeys();
            if (about <= MOST_LIVE && Options.of(args, "--live", 1) == 1) {
                live(side);
            }
            Rebuild.Report report = rebuild(side);
            double floor = new CopyFloor(side.database()).seconds(report.generation());
            double took = report.took().toNanos() / 1e9;
            print("floor: COPY of the same rows %.1f s, %,.0f events/s", floor, side.events() / floor);
            print("ratio %.2f", took / floor);
        }
    }

    private static void live(QuerySide side) throws InterruptedException {
        long began = System.nanoTime();
        try (ConfigurableApplicationContext context = side.projections(true)) {
            JdbcClient jdbc = context.getBean(JdbcClient.class);
            while (jdbc.sql("select count(*) from query_generation where complete_at is not null")
                            .query(Integer.class)
                            .single()
                    == 0) {
                Thread.sleep(200);
            }
        }
        print("the live projection took %.1f s, %,.0f events/s", since(began), side.events() / since(began));
    }

    /** Rebuilds once and prints. */
    static Rebuild.Report rebuild(QuerySide side) {
        Map<String, Double> phases = new LinkedHashMap<>();
        try (ConfigurableApplicationContext context = side.projections(false);
                PeakHeap heap = new PeakHeap()) {
            Rebuild rebuild = context.getBean(Rebuild.class);
            context.getBean(JdbcClient.class).sql("checkpoint").update();
            long before = processor();
            Rebuild.Report report = rebuild.run(
                    Source.KAFKA,
                    false,
                    progress -> phases.put(progress.phase(), progress.elapsed().toNanos() / 1e9));
            double took = report.took().toNanos() / 1e9;
            print("rebuilt %,d events in %.1f s: %,.0f events/s", report.events(), took, report.events() / took);
            print(
                    "verdict %s (rebuilt = live): %d differ, %d added, %d missing",
                    report.verdict(), report.different(), report.added(), report.missing());
            print("processor time of this process: %.1f µs an event", (processor() - before) / 1e3 / report.events());
            print("phases were seen last after %s s", phases);
            print("%s", heap);
            return report;
        }
    }

    /** Nanoseconds; unlike the clock on the wall, not those of whatever else the machine does. */
    private static long processor() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static double since(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }
}
