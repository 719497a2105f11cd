/** Who accessed whose history: told by auth-query, counted, and recorded by the minute. */
@NullMarked
package io.curfew.command.access;

import org.jspecify.annotations.NullMarked;
