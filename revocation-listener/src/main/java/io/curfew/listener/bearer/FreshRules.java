package io.curfew.listener.bearer;

import io.curfew.listener.RouteRule;
import io.curfew.listener.StalenessPolicy;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads {@link RequireFresh} as a {@link RouteRule}. Stateless. */
public final class FreshRules {
    private static final Pattern SIMPLE = Pattern.compile("(\\d{1,9})(ms|s|m)");

    private FreshRules() {}

    /**
     * The rule.
     *
     * @throws IllegalArgumentException when the age is no duration, or nothing, or the policy is OPEN
     */
    public static RouteRule of(RequireFresh annotation) {
        if (annotation.policy() == StalenessPolicy.OPEN) {
            throw new IllegalArgumentException("@RequireFresh with policy OPEN requires nothing");
        }
        return new RouteRule(annotation.policy(), duration(annotation.maxAge()));
    }

    /**
     * The annotation that holds for a method of a class: on the method, on one that it overrides or implements, on the
     * class, or on what the class extends or implements; the first of these.
     */
    public static Optional<RequireFresh> annotation(Class<?> type, Method method) {
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

    private static Duration duration(String text) {
        Matcher simple = SIMPLE.matcher(text);
        if (simple.matches()) {
            long number = Long.parseLong(simple.group(1));
            return switch (simple.group(2)) {
                case "ms" -> Duration.ofMillis(number);
                case "s" -> Duration.ofSeconds(number);
                default -> Duration.ofMinutes(number);
            };
        }
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "@RequireFresh(maxAge = \"" + text + "\") is no duration; write 500ms, 1s or 2m", e);
        }
    }
}
