/** The database of auth-command: its schema, what makes it safe, what its errors mean, leases. */
@NullMarked
package io.curfew.command.database;

import org.jspecify.annotations.NullMarked;
