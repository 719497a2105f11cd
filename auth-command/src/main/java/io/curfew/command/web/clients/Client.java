package io.curfew.command.web.clients;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A registered client. Immutable.
 *
 * @param grants what it may get tokens with
 * @param introspection which tokens it is told about
 * @param resources what it may get tokens for, and gets them for when it names none; null: any, and the default audience
 * @param confidential whether it has a secret, and so proves who it is
 */
public record Client(
        String id,
        Set<Grant> grants,
        Introspection introspection,
        @Nullable Set<String> resources,
        boolean confidential) {

    /** A way to tokens (RFC 6749, section 1.3). */
    public enum Grant {
        /** Logging in with a password. */
        PASSWORD,
        /** Refreshing. Without it a session ends with its access token. */
        REFRESH_TOKEN
    }

    /** Of which tokens a client may ask whether they are good (RFC 7662). */
    public enum Introspection {
        NONE,
        /** Those it was granted itself. */
        OWN,
        ANY
    }

    public Client {
        grants = Set.copyOf(grants);
        resources = resources == null ? null : Set.copyOf(resources);
    }

    public boolean may(Grant grant) {
        return grants.contains(grant);
    }

    /** Whether it is told about tokens of this client. */
    public boolean mayIntrospect(String clientId) {
        return introspection == Introspection.ANY || (introspection == Introspection.OWN && id.equals(clientId));
    }
}
