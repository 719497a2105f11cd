/** For the tests of services that embed the listener: revoke and go stale without Kafka (JUnit 5 and later). */
@NullMarked
package io.curfew.listener.junit;

import org.jspecify.annotations.NullMarked;
