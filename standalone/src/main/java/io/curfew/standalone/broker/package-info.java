/** A real Apache Kafka broker for one machine, in a child process of its own. */
@NullMarked
package io.curfew.standalone.broker;

import org.jspecify.annotations.NullMarked;
