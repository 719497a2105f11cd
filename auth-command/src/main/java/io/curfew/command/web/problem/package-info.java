/** What goes wrong, as RFC 9457 problems with stable codes; the only place that writes error answers. */
@NullMarked
package io.curfew.command.web.problem;

import org.jspecify.annotations.NullMarked;
