/** Text that clients chose, such as device names, made safe wherever it is shown. */
@NullMarked
package io.curfew.events.text;

import org.jspecify.annotations.NullMarked;
