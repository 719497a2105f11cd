/** A real Kafka in the test's own process. */
package io.curfew.listener.kafka;
