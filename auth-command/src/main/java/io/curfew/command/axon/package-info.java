/** How Axon is set up: the store, its serializer, snapshots, conflicts, transactions. Wired in code, see docs/adr. */
@NullMarked
package io.curfew.command.axon;

import org.jspecify.annotations.NullMarked;
