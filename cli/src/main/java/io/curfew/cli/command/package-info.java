/** What can be typed: one class for each command. */
@NullMarked
package io.curfew.cli.command;

import org.jspecify.annotations.NullMarked;
