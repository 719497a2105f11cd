package io.curfew.query.support;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every method and path that a controller of auth-query serves, so that a test of all of them meets new ones too. */
public final class Endpoints {
    private Endpoints() {}

    /**
     * One of them.
     *
     * @param pattern as it is declared
     */
    public record Endpoint(String method, String pattern) {
        /** A path that it serves. */
        public String path() {
            return pattern.replaceAll("\\{[^}]*}", UUID.randomUUID().toString()).replace("/**", "/some/thing");
        }

        /** Whether it only says that there is nothing. */
        public boolean isCatchAll() {
            return pattern.endsWith("/**");
        }
    }

    public static List<Endpoint> of(QueryService service) {
        return service
                .context()
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .entrySet()
                .stream()
                .filter(each -> each.getValue().getBeanType().getPackageName().startsWith("io.curfew.query"))
                .flatMap(each -> endpoints(each.getKey()))
                .toList();
    }

    private static Stream<Endpoint> endpoints(RequestMappingInfo mapping) {
        List<RequestMethod> methods = mapping.getMethodsCondition().getMethods().isEmpty()
                ? List.of(RequestMethod.GET)
                : List.copyOf(mapping.getMethodsCondition().getMethods());
        return methods.stream().flatMap(method -> mapping.getPatternValues().stream()
                .map(pattern -> new Endpoint(method.name(), pattern)));
    }
}
