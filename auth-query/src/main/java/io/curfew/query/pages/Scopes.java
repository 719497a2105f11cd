package io.curfew.query.pages;

import org.springframework.security.core.Authentication;

/** What a caller may see beyond their own sessions. Stateless. */
final class Scopes {
    static final String AUDITOR = "SCOPE_auditor";
    static final String ADMIN = "SCOPE_admin";

    private Scopes() {}

    static boolean isAdmin(Authentication caller) {
        return has(caller, ADMIN);
    }

    /** Whether they may read the history of all and see the fleet. */
    static boolean maySeeAll(Authentication caller) {
        return has(caller, AUDITOR) || has(caller, ADMIN);
    }

    private static boolean has(Authentication caller, String authority) {
        return caller.getAuthorities().stream().anyMatch(granted -> authority.equals(granted.getAuthority()));
    }
}
