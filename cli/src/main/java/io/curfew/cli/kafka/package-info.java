/** Reading Kafka directly. */
@NullMarked
package io.curfew.cli.kafka;

import org.jspecify.annotations.NullMarked;
