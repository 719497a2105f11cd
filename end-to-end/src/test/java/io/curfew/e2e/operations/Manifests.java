package io.curfew.e2e.operations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.Yaml;

/** Reads the manifests in {@code deploy/kubernetes}. */
final class Manifests {
    private static final Path DIRECTORY = Path.of("..", "deploy", "kubernetes");

    private Manifests() {}

    /** A topic as Strimzi would make it. */
    record Topic(String name, int partitions, Map<String, String> settings) {}

    /** A right: a user may do that with a topic. */
    record Right(String user, String topic, String operation) {}

    static List<Topic> topics() {
        return read("topics.yaml").stream()
                .map(topic -> {
                    Map<?, ?> spec = (Map<?, ?>) topic.get("spec");
                    Map<String, String> settings = new LinkedHashMap<>();
                    ((Map<?, ?>) spec.get("config"))
                            .forEach((name, value) -> settings.put(String.valueOf(name), String.valueOf(value)));
                    return new Topic(name(topic), (Integer) spec.get("partitions"), settings);
                })
                .toList();
    }

    static List<Right> rights() {
        List<Right> rights = new ArrayList<>();
        for (Map<?, ?> user : read("users.yaml")) {
            Map<?, ?> authorization = (Map<?, ?>) ((Map<?, ?>) user.get("spec")).get("authorization");
            for (Object acl : (List<?>) authorization.get("acls")) {
                Map<?, ?> resource = (Map<?, ?>) ((Map<?, ?>) acl).get("resource");
                for (Object operation : (List<?>) ((Map<?, ?>) acl).get("operations")) {
                    rights.add(new Right(name(user), String.valueOf(resource.get("name")), String.valueOf(operation)));
                }
            }
        }
        return rights;
    }

    /** The plain environment variables of a file's first workload. */
    static Map<String, Object> variables(String file) {
        Map<?, ?> spec = (Map<?, ?>) read(file).get(0).get("spec");
        Map<?, ?> pod = (Map<?, ?>) ((Map<?, ?>) spec.get("template")).get("spec");
        Map<String, Object> variables = new LinkedHashMap<>();
        for (Object container : (List<?>) pod.get("containers")) {
            for (Object entry : (List<?>) ((Map<?, ?>) container).get("env")) {
                Map<?, ?> variable = (Map<?, ?>) entry;
                if (variable.get("value") != null) {
                    variables.put(String.valueOf(variable.get("name")), variable.get("value"));
                }
            }
        }
        return variables;
    }

    /** The documents of a file. */
    static List<Map<?, ?>> read(String file) {
        try {
            Iterable<Object> documents = new Yaml().loadAll(Files.readString(DIRECTORY.resolve(file)));
            return StreamSupport.stream(documents.spliterator(), false)
                    .<Map<?, ?>>map(document -> (Map<?, ?>) document)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Map<?, ?> manifest) {
        return String.valueOf(((Map<?, ?>) manifest.get("metadata")).get("name"));
    }
}
