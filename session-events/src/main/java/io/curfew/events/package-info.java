/** What happened: the events of user sessions, their names and the topics they travel on. */
@NullMarked
package io.curfew.events;

import org.jspecify.annotations.NullMarked;
