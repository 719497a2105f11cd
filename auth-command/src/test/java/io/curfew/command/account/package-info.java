@org.jspecify.annotations.NullMarked
package io.curfew.command.account;
