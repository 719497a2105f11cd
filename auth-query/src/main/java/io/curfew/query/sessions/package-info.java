/** The projection of sessions: who is signed in where, and how past sessions ended. */
@NullMarked
package io.curfew.query.sessions;

import org.jspecify.annotations.NullMarked;
