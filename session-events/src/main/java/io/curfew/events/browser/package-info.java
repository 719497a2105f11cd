/** What browsers say of where a request comes from, for the services that accept tokens in cookies. */
@NullMarked
package io.curfew.events.browser;

import org.jspecify.annotations.NullMarked;
