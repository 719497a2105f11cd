package io.curfew.events.notice;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** One notice of each kind, by the name of its golden file. */
final class Notices {
    static final Instant REVOKED = Instant.parse("2026-11-21T10:00:00.123Z");
    static final Instant EXPIRES = Instant.parse("2026-11-21T10:15:00Z");
    static final Instant NOT_BEFORE = Instant.parse("2026-11-21T09:59:59Z");

    private Notices() {}

    static Map<String, Notice> oneOfEachKind() {
        Map<String, Notice> all = new LinkedHashMap<>();
        all.put("session", new Notice.Session("0b4c9a52-3a52-4a3e-9f0f-6f2d4e1f7a11", REVOKED, EXPIRES));
        all.put("token", new Notice.Token("n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg", REVOKED, EXPIRES));
        all.put("subject", new Notice.Subject("user \"ü\" \\ 😀", NOT_BEFORE, REVOKED, EXPIRES));
        all.put("client", new Notice.Client("mobile-app", NOT_BEFORE, REVOKED, EXPIRES));
        all.put("tenant", new Notice.Tenant("acme", NOT_BEFORE, REVOKED, EXPIRES));
        all.put("key", new Notice.SigningKey("2026-11", NOT_BEFORE, REVOKED, EXPIRES));
        all.put("all", new Notice.All(NOT_BEFORE, REVOKED, EXPIRES));
        all.put("watermark", new Notice.Watermark(REVOKED, new Notice.Unexpired(3, 1234)));
        return all;
    }
}
