/** The JSON form of events. Needs Jackson 3 ({@code tools.jackson.core:jackson-databind}), which its user brings. */
@NullMarked
package io.curfew.events.json;

import org.jspecify.annotations.NullMarked;
