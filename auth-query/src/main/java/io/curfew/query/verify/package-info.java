/** The check of the history as it is read here against what auth-command signed. */
@NullMarked
package io.curfew.query.verify;

import org.jspecify.annotations.NullMarked;
