/** Tests of the signed roots. */
@org.jspecify.annotations.NullMarked
package io.curfew.command.roots;
