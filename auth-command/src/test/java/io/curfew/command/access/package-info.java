/** Tests of the record of accesses to histories. */
package io.curfew.command.access;
