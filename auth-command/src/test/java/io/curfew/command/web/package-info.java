/** The HTTP face over real HTTP, a real database and a real broker. */
@org.jspecify.annotations.NullMarked
package io.curfew.command.web;
