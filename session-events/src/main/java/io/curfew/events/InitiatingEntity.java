package io.curfew.events;

/** Who decided a revocation, in CAEP's terms ({@code initiating_entity}). The names are on the wire and never change. */
public enum InitiatingEntity {
    /** An administrator. */
    ADMIN,
    /** The person whose session it is. */
    USER,
    /** A rule, such as the session limit or reuse detection. */
    POLICY,
    /** The system itself. */
    SYSTEM
}
