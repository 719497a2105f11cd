package io.curfew.e2e.bench;

import io.curfew.standalone.Ports;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many requests a second the example service answers without the listener, with it, and with it and its memory of
 * verified tokens: three processes of the shipped jar, loaded by wrk in turn, so that each round gives paired ratios.
 */
public final class ServiceBenchmark {
    private static final Pattern PER_SECOND = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
    private static final Pattern ERRORS = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");

    private ServiceBenchmark() {}

    public static void main(String[] args) throws Exception {
        int rounds = Options.of(args, "--rounds", 7);
        int seconds = Options.of(args, "--seconds", 5);
        Map<String, ExampleProcess> services = new LinkedHashMap<>();
        try (BenchBroker broker = new BenchBroker();
                TokenIssuer issuer = new TokenIssuer()) {
            broker.startRelay();
            String token = issuer.plainRs256();
            services.put("without", start(broker, issuer, "--curfew.listener.enabled=false"));
            services.put("listener", start(broker, issuer, "--curfew.listener.token-cache.enabled=false"));
            services.put("listener and token cache", start(broker, issuer));
            for (ExampleProcess service : services.values()) {
                service.awaitReady();
                load(service, token, seconds);
            }
            report(services, token, rounds, seconds);
        } finally {
            services.values().forEach(ExampleProcess::close);
        }
    }

    private static void report(Map<String, ExampleProcess> services, String token, int rounds, int seconds)
            throws IOException, InterruptedException {
        Map<String, List<Double>> perSecond = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Map.Entry<String, ExampleProcess> service : services.entrySet()) {
                perSecond
                        .computeIfAbsent(service.getKey(), name -> new ArrayList<>())
                        .add(load(service.getValue(), token, seconds));
            }
        }
        List<Double> without = Objects.requireNonNull(perSecond.get("without"));
        perSecond.forEach((name, values) -> {
            List<Double> ratios = new ArrayList<>();
            for (int i = 0; i < values.size(); i++) {
                ratios.add(values.get(i) / without.get(i));
            }
            Collections.sort(ratios);
            List<Double> sorted = new ArrayList<>(values);
            Collections.sort(sorted);
            System.out.printf(
                    Locale.ROOT,
                    "%-26s median %,8.0f requests/s; paired ratio to without: min %.3f median %.3f max %.3f%n",
                    name,
                    sorted.get(sorted.size() / 2),
                    ratios.get(0),
                    ratios.get(ratios.size() / 2),
                    ratios.get(ratios.size() - 1));
        });
    }

    private static double load(ExampleProcess service, String token, int seconds)
            throws IOException, InterruptedException {
        Process wrk = new ProcessBuilder(
                        "wrk",
                        "-t1",
                        "-c16",
                        "-d" + seconds + "s",
                        "-H",
                        "Authorization: Bearer " + token,
                        service.uri() + "/hello")
                .redirectErrorStream(true)
                .start();
        String output = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        wrk.waitFor();
        Matcher result = PER_SECOND.matcher(output);
        if (!result.find() || ERRORS.matcher(output).find()) {
            throw new IllegalStateException("wrk says: " + output);
        }
        return Double.parseDouble(result.group(1));
    }

    private static ExampleProcess start(BenchBroker broker, TokenIssuer issuer, String... settings) throws IOException {
        List<String> all = new ArrayList<>(List.of(
                "--server.port=" + Ports.anyFree(),
                "--spring.security.oauth2.resourceserver.jwt.issuer-uri=" + TokenIssuer.NAME,
                "--spring.security.oauth2.resourceserver.jwt.jwk-set-uri=" + issuer.jwks(),
                "--spring.security.oauth2.resourceserver.jwt.audiences=" + TokenIssuer.AUDIENCE,
                "--curfew.listener.token-types=JWT",
                "--curfew.listener.receipts.enabled=false",
                "--curfew.listener.node=bench",
                "--curfew.listener.bootstrap-servers=" + broker.bootstrapServers()));
        all.addAll(List.of(settings));
        return new ExampleProcess(all);
    }
}
