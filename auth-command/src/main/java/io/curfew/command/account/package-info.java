/** Who can log in: accounts, their passwords and roles, behind an interface that a platform can implement itself. */
@NullMarked
package io.curfew.command.account;

import org.jspecify.annotations.NullMarked;
