package io.curfew.listener.spring;

import io.curfew.listener.RevocationGate;
import io.curfew.listener.RouteRule;
import io.curfew.listener.StalenessPolicy;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Which rule holds for which path: the first of {@code curfew.listener.routes} that matches. Immutable. */
final class RouteRules {
    private record Entry(PathPattern pattern, RouteRule rule) {}

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
                PathPattern pattern = PathPatternParser.defaultInstance.parse(slashed(route.path()));
                RouteRule rule = new RouteRule(
                        route.policy() == null ? other.policy() : route.policy(),
                        route.maxAge() == null ? other.maxAge() : route.maxAge());
                entries.add(new Entry(pattern, gate.checked(rule)));
            } catch (IllegalArgumentException e) {
                throw new ListenerSettingException(name + ": " + e.getMessage());
            }
        }
    }

    RouteRule of(PathContainer path) {
        for (Entry entry : entries) {
            if (entry.pattern.matches(path)) {
                return entry.rule;
            }
        }
        return other;
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
}
