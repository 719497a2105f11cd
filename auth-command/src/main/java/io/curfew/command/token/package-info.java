/** Access tokens and refresh tokens: how they are made, signed, verified, and where the keys come from. */
@NullMarked
package io.curfew.command.token;

import org.jspecify.annotations.NullMarked;
