package io.curfew.listener.spring;

import io.curfew.listener.StalenessPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The properties {@code curfew.listener.routes[n].*}. Immutable.
 *
 * @param path a path pattern of Spring's, within the application: {@code /reports/**}
 * @param policy what happens there when the node cannot judge; the node's own policy unless set
 * @param maxAge how old knowledge may be there; the node's own bound unless set
 */
record RouteProperties(@Nullable String path, @Nullable StalenessPolicy policy, @Nullable Duration maxAge) {}
