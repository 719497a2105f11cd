/** Tests of tamper evidence where events are written. */
@org.jspecify.annotations.NullMarked
package io.curfew.command.history;
