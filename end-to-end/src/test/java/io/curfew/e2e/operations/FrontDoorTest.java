package io.curfew.e2e.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** Every call of either service's description reaches that service through the front doors that are shipped. */
class FrontDoorTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern NGINX = Pattern.compile("\"~(?<calls>.+)\"\\s+(?<service>[a-z-]+):8080;");
    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

    /** A call, and who answers it. */
    record Call(String method, String path, String service) {}

    static Stream<Call> calls() throws IOException {
        List<Call> calls = new ArrayList<>();
        for (String service : List.of("auth-command", "auth-query")) {
            Map<?, ?> description =
                    new Yaml().load(Files.readString(ROOT.resolve("docs/openapi/" + service + ".yaml")));
            ((Map<?, ?>) description.get("paths")).forEach((path, operations) -> METHODS.stream()
                    .filter(((Map<?, ?>) operations)::containsKey)
                    .forEach(method -> calls.add(new Call(
                            method.toUpperCase(Locale.ROOT),
                            path.toString().replaceAll("\\{\\w+}", "f47ac10b-58cc"),
                            service))));
        }
        for (String page : List.of("/", "/ui/sessions", "/ui/sign-in", "/ui/assets/curfew.css")) {
            calls.add(new Call("GET", page, "auth-query"));
        }
        calls.add(new Call("POST", "/ui/sign-in", "auth-query"));
        return calls.stream();
    }

    @ParameterizedTest
    @MethodSource("calls")
    @DisplayName("nginx sends each call where it is answered")
    void nginx_sends_each_call_where_it_is_answered(Call call) throws IOException {
        Map<String, String> services = new LinkedHashMap<>();
        Matcher lines = NGINX.matcher(Files.readString(ROOT.resolve("deploy/nginx.conf")));
        while (lines.find()) {
            services.put(lines.group("calls"), lines.group("service"));
        }
        String asked = call.method() + " " + call.path();

        String found = services.entrySet().stream()
                .filter(line -> Pattern.compile(line.getKey()).matcher(asked).find())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("auth-command");

        assertThat(found).isEqualTo(call.service());
    }

    @ParameterizedTest
    @MethodSource("calls")
    @DisplayName("the gateway's route sends each call where it is answered")
    void the_gateway_sends_each_call_where_it_is_answered(Call call) {
        List<Call> matches = new ArrayList<>();
        Map<?, ?> spec = (Map<?, ?>) Manifests.read("routes.yaml").get(0).get("spec");
        for (Object rule : (List<?>) spec.get("rules")) {
            Map<?, ?> backend = (Map<?, ?>) ((List<?>) ((Map<?, ?>) rule).get("backendRefs")).get(0);
            for (Object match : (List<?>) ((Map<?, ?>) rule).get("matches")) {
                Map<?, ?> path = (Map<?, ?>) ((Map<?, ?>) match).get("path");
                Object method = ((Map<?, ?>) match).get("method");
                String value = path.get("value").toString();
                boolean exact = path.get("type").equals("Exact");
                boolean under =
                        call.path().equals(value) || (!exact && call.path().startsWith(value + "/"));
                if (under && (method == null || method.equals(call.method()))) {
                    matches.add(new Call(
                            exact ? "1" : "0", value, backend.get("name").toString()));
                }
            }
        }

        // The most specific one counts: an exact path before a prefix, then the longest.
        String found = matches.stream()
                .max(Comparator.comparing(Call::method)
                        .thenComparing(match -> match.path().length()))
                .map(Call::service)
                .orElse("nobody");

        assertThat(found).isEqualTo(call.service());
    }
}
