package io.curfew.cli.terminal;

/** Colors, or none: given only where a terminal shows them and nobody asked for none. Immutable. */
public record Style(boolean colored) {
    private static final String ESCAPE = "\u001b[";

    /** A heading. */
    public String bold(String text) {
        return wrap("1", text);
    }

    /** A text, in the color of what its word says about how things are; other words stay as they are. */
    public String byState(String word, String text) {
        return switch (word) {
            case "ok", "ready", "applied", "complete", "intact", "done", "valid" -> wrap("32", text);
            case "warn", "pending", "running", "starting", "incomplete", "expired" -> wrap("33", text);
            case "bad", "stale", "failed", "unsafe", "unknown", "tampered", "revoked" -> wrap("31", text);
            default -> text;
        };
    }

    private String wrap(String code, String text) {
        return colored ? ESCAPE + code + "m" + text + ESCAPE + "0m" : text;
    }
}
