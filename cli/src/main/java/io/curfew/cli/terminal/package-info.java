/** What goes to the terminal and comes from it. */
@NullMarked
package io.curfew.cli.terminal;

import org.jspecify.annotations.NullMarked;
