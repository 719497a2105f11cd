package io.curfew.query.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of the caller's ended sessions, the last ended first; {@code next} is null on the last page. */
@Schema(name = "EndedSessionList")
record EndedSessionList(List<EndedSessionItem> sessions, @Nullable String next) {}
