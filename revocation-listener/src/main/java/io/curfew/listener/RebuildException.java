package io.curfew.listener;

/** The feed must begin to read anew; says why. Nothing applied so far is forgotten. */
final class RebuildException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RebuildException(String why) {
        super(why);
    }

    /** Why, for operators. */
    String why() {
        return String.valueOf(getMessage());
    }
}
