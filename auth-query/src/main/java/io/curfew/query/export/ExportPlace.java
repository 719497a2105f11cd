package io.curfew.query.export;

import java.time.Instant;

/** The last event that was exported. Immutable and thread-safe. */
public record ExportPlace(Instant at, String user, long seq) {}
