package io.curfew.cli.history;

import io.curfew.cli.terminal.Json;
import io.curfew.cli.terminal.Progress;
import io.curfew.events.history.Finding;
import io.curfew.events.history.HeadsFormatException;
import io.curfew.events.history.HeadsSource;
import io.curfew.events.history.HistoryEntry;
import io.curfew.events.history.HistoryReport;
import io.curfew.events.history.HistorySource;
import io.curfew.events.history.HistoryVerifier;
import io.curfew.events.history.IssuerKeys;
import io.curfew.events.history.SignedRoot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One check of a history on this machine. Stateless. */
public final class Verification {
    private static final int SHOWN_EVERY = 10_000;

    private Verification() {}

    /**
     * Checks.
     *
     * @param jwks the issuer's keys (RFC 7517)
     * @param kept roots that were kept elsewhere, as compact JWS
     * @return the same as the platform's own check answers
     * @throws HeadsFormatException when what was kept is no root
     */
    public static JsonNode run(
            HistorySource events, HeadsSource heads, JsonNode jwks, List<String> kept, Progress progress)
            throws IOException, HeadsFormatException {
        HistoryVerifier verifier = new HistoryVerifier(events.delivery(), IssuerKeys.of(keys(jwks)));
        for (String root : kept) {
            verifier.keep(SignedRoot.read(root));
        }
        heads.read(verifier::heads);
        events.read(new Shown(verifier, progress));
        return json(verifier.end());
    }

    /** Hands on what is read, and shows how far it is. */
    private static final class Shown implements HistorySource.Reader {
        private final HistorySource.Reader verifier;
        private final Progress progress;
        private long count;

        Shown(HistorySource.Reader verifier, Progress progress) {
            this.verifier = verifier;
            this.progress = progress;
        }

        @Override
        public void event(HistoryEntry event) {
            verifier.event(event);
            if (++count % SHOWN_EVERY == 0) {
                progress.at("verifying", count, 0, null, null);
            }
        }

        @Override
        public void untrue(String stream, long seq, String detail) {
            verifier.untrue(stream, seq, detail);
        }
    }

    private static List<Map<String, String>> keys(JsonNode jwks) {
        List<Map<String, String>> keys = new ArrayList<>();
        for (JsonNode jwk : jwks.path("keys")) {
            Map<String, String> key = new HashMap<>();
            jwk.properties().forEach(member -> {
                if (member.getValue().isString()) {
                    key.put(member.getKey(), member.getValue().asString());
                }
            });
            keys.add(key);
        }
        return keys;
    }

    private static ObjectNode json(HistoryReport report) {
        ObjectNode json = Json.object()
                .put("verdict", report.verdict().wireName())
                .put("events", report.events())
                .put("streams", report.streams())
                .put("roots", report.roots())
                .put(
                        "last_root_at",
                        report.lastRootAt() == null ? null : report.lastRootAt().toString())
                .put("unsigned", report.unsigned())
                .put("unproven", report.unproven());
        ArrayNode findings = json.putArray("findings");
        for (Finding finding : report.findings()) {
            findings.addObject()
                    .put("kind", finding.kind().name())
                    .put("stream", finding.stream())
                    .put("seq", finding.seq())
                    .put("detail", finding.detail());
        }
        return json.put("more", report.more());
    }
}
