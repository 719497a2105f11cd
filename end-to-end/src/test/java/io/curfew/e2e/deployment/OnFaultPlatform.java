package io.curfew.e2e.deployment;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Test classes that have the {@link FaultPlatform} one after another. They wait most of their time, so they begin first and the
 * others run beside them.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Order(1)
@ResourceLock(FaultPlatform.LOCK)
@ExtendWith(OneForAll.Resolver.class)
public @interface OnFaultPlatform {}
