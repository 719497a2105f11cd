package io.curfew.command.sessions;

import org.jspecify.annotations.Nullable;

/**
 * A durable result.
 *
 * @param position the number of the last event in the user's stream once the command was done: a query made with it
 *     shows the command (I7 ReadYourWrites); -1 for a user without any event
 * @param publication how far the revocation is on its way, or null when nothing was revoked
 */
public record Outcome<R>(R result, long position, @Nullable Publication publication) {

    /**
     * The way of a revocation to Kafka.
     *
     * @param id its id, under which its state can be asked for; unguessable
     * @param published whether Kafka has acknowledged all its notices; if not, it is durable and will be published
     */
    public record Publication(String id, boolean published) {}
}
