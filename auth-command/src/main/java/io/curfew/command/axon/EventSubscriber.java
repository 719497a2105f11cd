package io.curfew.command.axon;

import java.util.List;
import org.axonframework.eventhandling.EventMessage;

/**
 * Takes part in the transaction of a command: it gets the events right after they were appended, before the commit, and
 * what it throws undoes the command. (Not an Axon event processor: those log and skip unless told otherwise.)
 */
@FunctionalInterface
public interface EventSubscriber {

    void on(List<? extends EventMessage<?>> events);
}
