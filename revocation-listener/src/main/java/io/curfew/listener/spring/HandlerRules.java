package io.curfew.listener.spring;

import io.curfew.listener.RevocationGate;
import io.curfew.listener.RouteRule;
import io.curfew.listener.bearer.FreshRules;
import io.curfew.listener.bearer.RequireFresh;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;

/** What {@link RequireFresh} says about handler methods, read once each. Thread-safe. */
final class HandlerRules {
    private final RevocationGate gate;
    private final Map<Handler, Optional<RouteRule>> known = new ConcurrentHashMap<>();

    HandlerRules(RevocationGate gate) {
        this.gate = gate;
    }

    /**
     * The rule of a handler method; null when it has none.
     *
     * @throws ListenerSettingException when the annotation makes no sense
     */
    @Nullable
    RouteRule of(HandlerMethod handler) {
        return known.computeIfAbsent(new Handler(handler.getBeanType(), handler.getMethod()), key -> read(handler))
                .orElse(null);
    }

    private Optional<RouteRule> read(HandlerMethod handler) {
        RequireFresh annotation = handler.getMethodAnnotation(RequireFresh.class);
        if (annotation == null) {
            annotation = AnnotatedElementUtils.findMergedAnnotation(handler.getBeanType(), RequireFresh.class);
        }
        if (annotation == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(gate.checked(FreshRules.of(annotation)));
        } catch (IllegalArgumentException e) {
            throw new ListenerSettingException(handler.getShortLogMessage() + ": " + e.getMessage());
        }
    }

    /** A method as one class has it: classes that inherit it may be annotated differently. */
    private record Handler(Class<?> type, Method method) {}
}
