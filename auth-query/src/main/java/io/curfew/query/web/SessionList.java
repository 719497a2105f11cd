package io.curfew.query.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The caller's active sessions, newest first. */
@Schema(name = "SessionList")
record SessionList(List<SessionItem> sessions) {}
