/** Reads the receipts topic. Needs kafka-clients, which whoever uses it brings. */
@NullMarked
package io.curfew.events.receipt.kafka;

import org.jspecify.annotations.NullMarked;
