/** What resource services must know: revocation notices and their wire form. Depends on nothing but the JDK. */
@NullMarked
package io.curfew.events.notice;

import org.jspecify.annotations.NullMarked;
