package io.curfew.query.pages;

/** Where the pages are. */
final class PagePaths {
    static final String HOME = "/ui";
    static final String SIGN_IN = "/ui/sign-in";
    static final String SESSIONS = "/ui/sessions";
    static final String SESSION_LIST = "/ui/sessions/list";
    static final String SESSION_HISTORY = "/ui/sessions/history";
    static final String RECEIPT = "/ui/receipts/{id}";
    static final String AUDIT = "/ui/audit";
    static final String AUDIT_ENTRIES = "/ui/audit/entries";
    static final String CLUSTER = "/ui/cluster";
    static final String CLUSTER_LIVE = "/ui/cluster/live";
    static final String ASSETS = "/ui/assets";

    private PagePaths() {}
}
