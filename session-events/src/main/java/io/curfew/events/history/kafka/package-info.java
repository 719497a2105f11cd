/** Reads the heads topic. Needs kafka-clients, which whoever uses it brings. */
@NullMarked
package io.curfew.events.history.kafka;

import org.jspecify.annotations.NullMarked;
