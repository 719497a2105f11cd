/** Personal data in events, sealed so that it can be forgotten: the keys, how they seal, and the topic they travel on. */
@NullMarked
package io.curfew.events.personal;

import org.jspecify.annotations.NullMarked;
