/** Which nodes have applied which revocation, as their receipts say. */
@NullMarked
package io.curfew.query.receipts;

import org.jspecify.annotations.NullMarked;
