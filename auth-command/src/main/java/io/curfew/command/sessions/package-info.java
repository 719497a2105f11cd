/** How the rest of auth-command uses the sessions: commands with their outcomes, look-ups, the state of revocations. */
@NullMarked
package io.curfew.command.sessions;

import org.jspecify.annotations.NullMarked;
