package io.curfew.query.web;

import org.jspecify.annotations.Nullable;

/**
 * An access to a history that is not the reader's own. Immutable and thread-safe.
 *
 * @param reader the user id of who asks
 * @param exported whether it is taken away as a file
 * @param subject the user id whose history it is; null when it is not limited to one user
 * @param what which resource, or the format
 */
record HistoryAccess(String reader, boolean exported, @Nullable String subject, String what) {}
