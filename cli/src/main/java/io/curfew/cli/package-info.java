/** The program {@code curfew}. */
@NullMarked
package io.curfew.cli;

import org.jspecify.annotations.NullMarked;
