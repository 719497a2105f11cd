/** What another session policy would have done to the sessions of the past; touches nothing. */
@NullMarked
package io.curfew.query.whatif;

import org.jspecify.annotations.NullMarked;
