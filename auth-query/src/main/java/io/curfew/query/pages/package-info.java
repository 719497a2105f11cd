/** The web pages: one's own sessions, the history, the fleet. HTML made here, in pieces that htmx exchanges. */
@NullMarked
package io.curfew.query.pages;

import org.jspecify.annotations.NullMarked;
