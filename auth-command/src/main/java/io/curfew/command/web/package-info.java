/** The HTTP face of auth-command: one controller per resource, thin over commands, accounts and tokens. */
@NullMarked
package io.curfew.command.web;

import org.jspecify.annotations.NullMarked;
