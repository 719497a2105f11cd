package io.curfew.cli.support;

import io.curfew.events.history.BatchesDigest;
import io.curfew.events.history.Encoding;
import io.curfew.events.history.EventChain;
import io.curfew.events.history.HeadsBatch;
import io.curfew.events.history.HistoryEntry;
import io.curfew.events.history.HistoryRoot;
import io.curfew.events.history.MerkleTree;
import io.curfew.events.history.SignedRoot;
import io.curfew.events.history.StoredForm;
import io.curfew.events.history.StreamHead;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A small history with one signed root, as a platform would have it: two users, five events each. Immutable. */
public final class SignedHistory {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    /** One event with its stored bytes. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Event(HistoryEntry entry, byte[] stored, byte[] link) {}

    private final List<Event> events = new ArrayList<>();
    private final HeadsBatch batch;
    private final String root;
    private final String jwks;

    public SignedHistory() throws GeneralSecurityException {
        EventChain chain = new EventChain();
        List<StreamHead> heads = new ArrayList<>();
        for (String user : List.of("ada-1", "bob-1")) {
            byte[] link = chain.start(user);
            for (int seq = 0; seq < 5; seq++) {
                byte[] stored = ("{\"user_id\":\"" + user + "\",\"session_id\":\"s-1\",\"refresh_token_hash\":\"h" + seq
                                + "\",\"occurred_at\":\"2026-03-01T11:0" + seq
                                + ":00.123456789Z\",\"ip_address\":\"sealed:1:AAAA\",\"user_agent\":\"\\u001b]0;x\"}")
                        .getBytes(StandardCharsets.UTF_8);
                HistoryEntry entry =
                        new StoredForm(stored).entry(user, seq, user + "-e" + seq, "session.refreshed", null, chain);
                link = chain.link(link, chain.leaf(entry));
                events.add(new Event(entry, stored, link));
            }
            heads.add(new StreamHead(user, 4, link));
        }
        batch = new HeadsBatch(1, 0, heads);
        MerkleTree tree = new MerkleTree();
        heads.forEach(head -> tree.add(head.leafHash()));
        KeyPair keys = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        RSAPublicKey key = (RSAPublicKey) keys.getPublic();
        jwks = "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"k1\",\"alg\":\"RS256\",\"n\":\""
                + BASE64.encodeToString(key.getModulus().toByteArray()) + "\",\"e\":\""
                + BASE64.encodeToString(key.getPublicExponent().toByteArray()) + "\"}]}";
        root = sign(
                new HistoryRoot(
                        "http://curfew.test",
                        Instant.parse("2026-03-01T11:30:00Z"),
                        1,
                        tree.root(),
                        new BatchesDigest().add(batch.encode()).end(),
                        2,
                        10,
                        SignedRoot.digest("")),
                keys);
    }

    private static String sign(HistoryRoot root, KeyPair keys) throws GeneralSecurityException {
        Map<String, Object> claims = root.claims();
        claims.put("iss", root.issuer());
        claims.put("iat", root.issuedAt().getEpochSecond());
        String header = "{\"alg\":\"RS256\",\"kid\":\"k1\",\"typ\":\"" + HistoryRoot.TYPE + "\"}";
        String input = BASE64.encodeToString(header.getBytes(StandardCharsets.UTF_8)) + "."
                + BASE64.encodeToString(JSON.writeValueAsBytes(claims));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(keys.getPrivate());
        signature.update(input.getBytes(StandardCharsets.US_ASCII));
        return input + "." + BASE64.encodeToString(signature.sign());
    }

    public String jwks() {
        return jwks;
    }

    public String root() {
        return root;
    }

    /** As {@code audit heads} keeps them. */
    public String headsFile() {
        String first = JSON.createObjectNode()
                .put("key", batch.key())
                .put("value", new String(batch.encode(), StandardCharsets.UTF_8))
                .toString();
        return first + "\n" + JSON.createObjectNode().put("key", "root/1").put("value", root) + "\n";
    }

    /** As {@code audit export --format jsonl} writes it. */
    public List<String> export() {
        return events.stream()
                .map(event -> JSON.createObjectNode()
                        .put("user_id", event.entry().stream())
                        .put("seq", event.entry().seq())
                        .put("event_id", event.entry().id())
                        .put("type", event.entry().type())
                        .put("session_id", "s-1")
                        .put("occurred_at", event.entry().time().replace("789Z", "Z"))
                        .put("reason", (String) null)
                        .put("client_id", "web")
                        .set(
                                "actor",
                                JSON.createObjectNode()
                                        .put("entity", "USER")
                                        .put("user_id", event.entry().stream())
                                        .put("session_id", "s-1"))
                        .set("event", shown(event.entry()))
                        .put("payload", new String(event.entry().published(), StandardCharsets.UTF_8))
                        .put("stored_digest", Encoding.encode(event.entry().storedDigest()))
                        .put("chain", Encoding.encode(event.link()))
                        .toString())
                .toList();
    }

    /** With what was sealed opened. */
    private static ObjectNode shown(HistoryEntry entry) {
        return ((ObjectNode) JSON.readTree(entry.published())).put("ip_address", "192.0.2.1");
    }

    /** As auth-command's database has it, of its tables what a verifier reads. */
    public void fill(String url, String user, String password) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user, password)) {
            connection
                    .createStatement()
                    .execute("create table session_event (aggregate_identifier varchar(255),"
                            + " sequence_number bigint, event_identifier varchar(64), payload_type varchar(128), payload bytea,"
                            + " chain_hash bytea)");
            connection
                    .createStatement()
                    .execute("create table history_batch (number bigint, part integer, body bytea)");
            connection.createStatement().execute("create table history_root (number bigint, jws varchar(4000))");
            try (PreparedStatement insert =
                    connection.prepareStatement("insert into session_event values (?, ?, ?, ?, ?, ?)")) {
                for (Event event : events) {
                    insert.setString(1, event.entry().stream());
                    insert.setLong(2, event.entry().seq());
                    insert.setString(3, event.entry().id());
                    insert.setString(4, event.entry().type());
                    insert.setBytes(5, event.stored());
                    insert.setBytes(6, event.link());
                    insert.execute();
                }
            }
            try (PreparedStatement insert = connection.prepareStatement("insert into history_batch values (1, 0, ?)")) {
                insert.setBytes(1, batch.encode());
                insert.execute();
            }
            try (PreparedStatement insert = connection.prepareStatement("insert into history_root values (1, ?)")) {
                insert.setString(1, root);
                insert.execute();
            }
        }
    }
}
