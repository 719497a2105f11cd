package io.curfew.e2e.bench;

import io.curfew.query.AuthQueryApplication;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * How fast the history is downloaded from a started auth-query over loopback, and how much heap that takes: the same
 * process holds the client, which keeps nothing, and has built the read model before. Run it with a small heap.
 */
public final class ExportBenchmark {
    private ExportBenchmark() {}

    /** Measures and prints. */
    public static void main(String[] args) throws Exception {
        int about = Options.of(args, "--events", 1_000_000);
        try (QuerySide side = new QuerySide(about);
                TokenIssuer issuer = new TokenIssuer()) {
            side.projections(false).close(); // makes the tables
            side.giveKeys();
            RebuildBenchmark.rebuild(side);
            side.broker().startRelay();
            try (ConfigurableApplicationContext service = service(side, issuer)) {
                URI base = URI.create(
                        "http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port"));
                List<String> formats = List.of("jsonl", "csv", "caep");
                for (String format : formats.subList(0, Options.of(args, "--formats", formats.size()))) {
                    download(base.resolve("/audit/export?format=" + format), issuer.auditor(), side.events());
                }
            }
        }
    }

    private static ConfigurableApplicationContext service(QuerySide side, TokenIssuer issuer) {
        return new SpringApplicationBuilder(AuthQueryApplication.class)
                .run(side.settings(
                        "--server.port=0",
                        "--spring.security.oauth2.resourceserver.jwt.issuer-uri=" + TokenIssuer.NAME,
                        "--spring.security.oauth2.resourceserver.jwt.jwk-set-uri=" + issuer.jwks(),
                        "--curfew.query.command-url=" + issuer.commandUrl(),
                        "--curfew.listener.bootstrap-servers=" + side.broker().bootstrapServers(),
                        "--curfew.listener.receipts.enabled=false",
                        "--curfew.listener.node=bench"));
    }

    private static void download(URI uri, String token, long events) throws IOException, InterruptedException {
        System.gc();
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + token)
                .build();
        long began = System.nanoTime();
        try (PeakHeap heap = new PeakHeap()) {
            HttpResponse<InputStream> answer =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("answered " + answer.statusCode() + " to " + uri);
            }
            long[] counted = count(answer.body());
            double seconds = (System.nanoTime() - began) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "%s: %,d lines of %,d events, %,d MiB in %.1f s: %,.0f events/s; %s%n",
                    uri.getQuery(),
                    counted[1],
                    events,
                    counted[0] >> 20,
                    seconds,
                    events / seconds,
                    heap);
        }
    }

    /** Bytes and lines. */
    private static long[] count(InputStream body) throws IOException {
        long bytes = 0;
        long lines = 0;
        byte[] buffer = new byte[64 * 1024];
        try (body) {
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                bytes += read;
                for (int i = 0; i < read; i++) {
                    lines += buffer[i] == '\n' ? 1 : 0;
                }
            }
        }
        return new long[] {bytes, lines};
    }
}
