/** Signing in, and keeping what that gave. */
@NullMarked
package io.curfew.cli.signin;

import org.jspecify.annotations.NullMarked;
