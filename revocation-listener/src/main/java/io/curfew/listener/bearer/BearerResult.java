package io.curfew.listener.bearer;

/** What became of a request's token: accepted, or refused with an answer. */
public sealed interface BearerResult {
    /** The request may pass, as the token's subject. */
    record Accepted(VerifiedToken token) implements BearerResult {}

    /** The request may not pass; send this. */
    record Refused(BearerAnswer answer) implements BearerResult {}
}
