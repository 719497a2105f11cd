package io.curfew.listener.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test class that plays Kafka's part itself: its methods take a {@link Revocations} parameter. With Spring's test context
 * the application's own listener is the one played to, and no Kafka is needed; without, each test gets a listener of its
 * own.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@ExtendWith(RevocationExtension.class)
public @interface RevocationTest {}
