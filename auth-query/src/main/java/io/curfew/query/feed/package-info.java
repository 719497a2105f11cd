/** Records of topic {@code session-events}, read and understood. */
@NullMarked
package io.curfew.query.feed;

import org.jspecify.annotations.NullMarked;
