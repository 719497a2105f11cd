/** Tests of the way to Kafka. */
@org.jspecify.annotations.NullMarked
package io.curfew.command.outbox;
