/** The history as files and as security event tokens: streamed, resumable, one page of it in memory at a time. */
@NullMarked
package io.curfew.query.export;

import org.jspecify.annotations.NullMarked;
