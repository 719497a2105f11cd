/** The listener in Micrometer. The names of the meters are in {@code docs/embedding.md} and do not change. */
@NullMarked
package io.curfew.listener.micrometer;

import org.jspecify.annotations.NullMarked;
