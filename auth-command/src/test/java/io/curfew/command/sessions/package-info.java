/** Tests of the commands as the rest of auth-command sees them. */
@org.jspecify.annotations.NullMarked
package io.curfew.command.sessions;
