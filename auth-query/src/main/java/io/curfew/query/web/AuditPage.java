package io.curfew.query.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of the history; {@code next} is the {@code after} of the page that follows, null on the last. */
@Schema(name = "AuditPage")
record AuditPage(List<AuditItem> events, @Nullable String next) {}
