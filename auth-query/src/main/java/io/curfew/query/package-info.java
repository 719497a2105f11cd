/** auth-query: the read side, composed. */
@NullMarked
package io.curfew.query;

import org.jspecify.annotations.NullMarked;
