/** auth-command as a whole: its root configuration, its database and how it refuses to start. */
@NullMarked
package io.curfew.command;

import org.jspecify.annotations.NullMarked;
