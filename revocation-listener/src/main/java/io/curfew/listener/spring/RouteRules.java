package io.curfew.listener.spring;

import io.curfew.listener.RevocationGate;
import io.curfew.listener.RouteRule;
import io.curfew.listener.StalenessPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Which rule holds for which path: the first of {@code curfew.listener.routes} that matches. An application may serve one
 * handler under several spellings of its path, so a path is also compared without regard to case and to doubled and trailing
 * slashes; where that finds another rule, the stricter of both holds. Immutable.
 */
final class RouteRules {
    private static final Pattern SLASHES = Pattern.compile("/{2,}");
    private static final PathPatternParser ANY_CASE = anyCase();

    /**
     * One route.
     *
     * @param exact its path to the letter
     * @param loose its path in any case, without a slash at the end
     */
    private record Entry(PathPattern exact, PathPattern loose, RouteRule rule) {}

    private final RouteRule other;
    private final List<Entry> entries = new ArrayList<>();

    /**
     * The rules of the properties.
     *
     * @throws ListenerSettingException when one lacks a path or the gate cannot keep it
     */
    RouteRules(List<RouteProperties> routes, RevocationGate gate) {
        this.other = gate.defaultRule();
        for (int i = 0; i < routes.size(); i++) {
            RouteProperties route = routes.get(i);
            String name = "curfew.listener.routes[" + i + "]";
            if (route.path() == null || route.path().isBlank()) {
                throw new ListenerSettingException(name + ".path is not set; it says where the rule holds");
            }
            try {
                String path = slashed(route.path());
                PathPattern exact = PathPatternParser.defaultInstance.parse(path);
                PathPattern loose = ANY_CASE.parse(simplified(path));
                RouteRule rule = new RouteRule(
                        route.policy() == null ? other.policy() : route.policy(),
                        route.maxAge() == null ? other.maxAge() : route.maxAge());
                entries.add(new Entry(exact, loose, gate.checked(rule)));
            } catch (IllegalArgumentException e) {
                throw new ListenerSettingException(name + ": " + e.getMessage());
            }
        }
    }

    RouteRule of(PathContainer path) {
        RouteRule exact = first(Entry::exact, path);
        String value = path.value();
        String simple = simplified(value);
        RouteRule loose = first(Entry::loose, simple.equals(value) ? path : PathContainer.parsePath(simple));
        return exact.equals(loose) ? exact : stricter(exact, loose);
    }

    private RouteRule first(Function<Entry, PathPattern> pattern, PathContainer path) {
        for (Entry entry : entries) {
            if (pattern.apply(entry).matches(path)) {
                return entry.rule;
            }
        }
        return other;
    }

    private static RouteRule stricter(RouteRule a, RouteRule b) {
        return new RouteRule(strictness(a) >= strictness(b) ? a.policy() : b.policy(), shorter(a.maxAge(), b.maxAge()));
    }

    private static int strictness(RouteRule rule) {
        return switch (rule.policy()) {
            case OPEN -> 0;
            case INTROSPECT -> 1;
            case CLOSED -> 2;
        };
    }

    private static @Nullable Duration shorter(@Nullable Duration a, @Nullable Duration b) {
        return a == null || (b != null && b.compareTo(a) < 0) ? b : a;
    }

    boolean anySoft() {
        return soft(other) || entries.stream().anyMatch(entry -> soft(entry.rule));
    }

    private static boolean soft(RouteRule rule) {
        return rule.policy() != StalenessPolicy.CLOSED;
    }

    private static String slashed(String path) {
        return path.startsWith("/") ? path : "/" + path;
    }

    private static String simplified(String path) {
        String single = path.contains("//") ? SLASHES.matcher(path).replaceAll("/") : path;
        return single.length() > 1 && single.endsWith("/") ? single.substring(0, single.length() - 1) : single;
    }

    private static PathPatternParser anyCase() {
        PathPatternParser parser = new PathPatternParser();
        parser.setCaseSensitive(false);
        return parser;
    }
}
