package io.curfew.cli.command;

import tools.jackson.databind.JsonNode;

/** Warns of answers about an instant that can still change. Stateless. */
final class Completeness {
    private Completeness() {}

    /** Says so, to people and to scripts, when an answer is not complete. */
    static void check(Cli cli, JsonNode answer) {
        if (answer.path("complete").isBoolean() && !answer.path("complete").asBoolean()) {
            cli.note("warning: not everything that happened by then is in this answer; it is known until "
                    + answer.path("known_until").asString("no time at all"));
        }
    }
}
