/** Proving the history without asking the platform: what it is read from, and what was found. */
@NullMarked
package io.curfew.cli.history;

import org.jspecify.annotations.NullMarked;
