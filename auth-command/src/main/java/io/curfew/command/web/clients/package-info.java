/** The registry of OAuth clients: who they are, what they may do, and whether they are who they say. */
@NullMarked
package io.curfew.command.web.clients;

import org.jspecify.annotations.NullMarked;
