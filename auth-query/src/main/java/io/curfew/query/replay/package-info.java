/** From the topic into the tables: the live projection and the rebuild from the first offset. */
@NullMarked
package io.curfew.query.replay;

import org.jspecify.annotations.NullMarked;
