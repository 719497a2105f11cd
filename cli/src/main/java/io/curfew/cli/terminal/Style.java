package io.curfew.cli.terminal;

/** Colors, or none: given only where a terminal shows them and nobody asked for none. Immutable. */
public record Style(boolean colored) {
    private static final String ESCAPE = "\u001b[";

    /** A heading. */
    public String bold(String text) {
        return wrap("1", text);
    }

    /** As it should be. */
    public String good(String text) {
        return wrap("32", text);
    }

    /** Somebody should look at it. */
    public String doubtful(String text) {
        return wrap("33", text);
    }

    /** Not as it should be. */
    public String bad(String text) {
        return wrap("31", text);
    }

    private String wrap(String code, String text) {
        return colored ? ESCAPE + code + "m" + text + ESCAPE + "0m" : text;
    }
}
