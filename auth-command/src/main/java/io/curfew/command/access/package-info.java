/** Who accessed whose history: told by auth-query; exports are recorded at once, reads by the minute. */
@NullMarked
package io.curfew.command.access;

import org.jspecify.annotations.NullMarked;
