/** What nodes say they have applied, and what follows from it for a revocation. Depends on nothing but the JDK. */
@NullMarked
package io.curfew.events.receipt;

import org.jspecify.annotations.NullMarked;
