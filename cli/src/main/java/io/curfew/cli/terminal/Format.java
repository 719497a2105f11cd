package io.curfew.cli.terminal;

/** How answers are written. */
public enum Format {
    /** For people. */
    TABLE,
    /** One JSON document. */
    JSON,
    /** One JSON object a line. */
    JSONL,
    /** RFC 4180 with a header. */
    CSV;

    /** As it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
