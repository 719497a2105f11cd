/** The whole of Curfew on one machine, for trying it and for developing: what {@code ./run} starts. */
@NullMarked
package io.curfew.standalone;

import org.jspecify.annotations.NullMarked;
