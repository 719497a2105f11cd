package io.curfew.query.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The latest jobs, newest first. */
@Schema(name = "JobList")
record JobList(List<JobItem> jobs) {}
