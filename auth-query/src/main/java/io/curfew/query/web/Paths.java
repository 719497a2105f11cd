package io.curfew.query.web;

/** The paths of auth-query, each also below {@code /api/v1} and with a trailing slash. */
final class Paths {
    static final String V1 = "/api/v1";
    static final String SESSIONS = "/auth/sessions";
    static final String HISTORY = "/auth/sessions/history";
    static final String AUDIT = "/audit";
    static final String EVENTS = "/audit/events";
    static final String HISTOGRAM = "/audit/events/histogram";
    static final String AS_OF = "/audit/sessions";
    static final String DIFF = "/audit/sessions/diff";
    static final String TOKEN = "/audit/tokens/{jti}";
    static final String TIMELINE = "/audit/sessions/{id}/timeline";

    static final String RECEIPT = "/audit/revocations/{id}";
    static final String NODES = "/audit/nodes";

    static final String JOBS = "/audit/jobs";
    static final String JOB = "/audit/jobs/{id}";

    static final String EXPORT = "/audit/export";
    static final String SSF_CONFIGURATION = "/.well-known/ssf-configuration";
    static final String SSF_KEYS = "/ssf/jwks.json";

    private Paths() {}
}
