/** The way of events and notices to Kafka, and the only place that knows Kafka. */
@NullMarked
package io.curfew.command.outbox;

import org.jspecify.annotations.NullMarked;
