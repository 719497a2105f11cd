/** The whole domain: the sessions of a user, what can be commanded and when it is refused. No Spring, no Kafka, no clock. */
@NullMarked
package io.curfew.command.domain;

import org.jspecify.annotations.NullMarked;
