/** Token introspection (RFC 7662) for resource services that cannot decide for themselves just now. */
@NullMarked
package io.curfew.command.web.introspection;

import org.jspecify.annotations.NullMarked;
