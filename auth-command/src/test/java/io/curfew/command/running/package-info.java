/** The commands on real databases and a real broker: what the tests of several packages run on. */
@org.jspecify.annotations.NullMarked
package io.curfew.command.running;
