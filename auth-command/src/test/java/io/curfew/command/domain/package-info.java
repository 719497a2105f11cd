/** Every decision of the aggregate, as sentences. */
@org.jspecify.annotations.NullMarked
package io.curfew.command.domain;
