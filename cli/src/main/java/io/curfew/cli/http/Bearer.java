package io.curfew.cli.http;

import org.jspecify.annotations.Nullable;

/** Where access tokens come from (RFC 6750). */
public interface Bearer {
    /** One to try; null when nobody is signed in. */
    @Nullable
    String token();

    /** Another one, when this one was refused; null when there is none. */
    @Nullable
    String insteadOf(String refused);
}
