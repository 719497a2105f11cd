/** One test for each trap that Axon's set-up avoids. */
@org.jspecify.annotations.NullMarked
package io.curfew.command.axon;
