package io.curfew.e2e.pages;

import io.curfew.e2e.deployment.OneForAll;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Test classes that have the {@link SharedBrowser} one after another. They are a long row, so they begin early. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Order(2)
@ResourceLock("the browser")
@EnabledIf(value = "io.curfew.e2e.pages.Chromium#runs", disabledReason = "no Chromium on this machine")
@ExtendWith(OneForAll.Resolver.class)
@interface InBrowser {}
