/** The history: each event exactly once, in order per user. */
@NullMarked
package io.curfew.query.audit;

import org.jspecify.annotations.NullMarked;
