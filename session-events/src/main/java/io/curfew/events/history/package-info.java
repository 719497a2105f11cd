/**
 * Tamper evidence: the hash chain of each stream, the Merkle root over all heads, and the check of a history against
 * them. On the JDK alone, so that an auditor can run it anywhere.
 */
@NullMarked
package io.curfew.events.history;

import org.jspecify.annotations.NullMarked;
