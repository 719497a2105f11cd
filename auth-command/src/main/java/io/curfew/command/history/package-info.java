/** Tamper evidence where events are written: the hash chain of each stream, and signed roots over all their heads. */
@NullMarked
package io.curfew.command.history;

import org.jspecify.annotations.NullMarked;
