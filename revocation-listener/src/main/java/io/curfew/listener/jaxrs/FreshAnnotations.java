package io.curfew.listener.jaxrs;

import io.curfew.listener.bearer.RequireFresh;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Finds {@link RequireFresh} on resource methods, also where JAX-RS inherits them from. Stateless. */
final class FreshAnnotations {
    private FreshAnnotations() {}

    /**
     * The annotation that holds for a method of a class: on the method, on one that it overrides or implements, on the
     * class, or on what the class extends or implements; the first of these.
     */
    static Optional<RequireFresh> of(Class<?> type, Method method) {
        List<Class<?>> types = new ArrayList<>(hierarchy(type));
        types.addAll(hierarchy(method.getDeclaringClass()));
        return Stream.concat(Stream.of(method), types.stream().flatMap(each -> overridden(each, method)))
                .map(each -> each.getAnnotation(RequireFresh.class))
                .filter(Objects::nonNull)
                .findFirst()
                .or(() -> types.stream()
                        .map(each -> each.getAnnotation(RequireFresh.class))
                        .filter(Objects::nonNull)
                        .findFirst());
    }

    /** The class, what it extends, and all interfaces of these. */
    private static Set<Class<?>> hierarchy(Class<?> type) {
        Set<Class<?>> found = new LinkedHashSet<>();
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            found.add(each);
        }
        Deque<Class<?>> open = new ArrayDeque<>(found);
        while (!open.isEmpty()) {
            for (Class<?> implemented : open.remove().getInterfaces()) {
                if (found.add(implemented)) {
                    open.add(implemented);
                }
            }
        }
        return found;
    }

    /** Parameters of generic types are narrower where they are implemented. */
    private static Stream<Method> overridden(Class<?> type, Method method) {
        Class<?>[] narrow = method.getParameterTypes();
        return Stream.of(type.getDeclaredMethods())
                .filter(each -> each.getName().equals(method.getName()) && each.getParameterCount() == narrow.length)
                .filter(each -> IntStream.range(0, narrow.length)
                        .allMatch(i -> each.getParameterTypes()[i].isAssignableFrom(narrow[i])));
    }
}
