package io.curfew.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Others compile against {@code io.curfew.listener}: what is public there changes on purpose or not at all. */
class PublicApiTest {
    private static final List<String> ROOMS = List.of(
            "io.curfew.listener",
            "io.curfew.listener.bearer",
            "io.curfew.listener.grpc",
            "io.curfew.listener.jaxrs",
            "io.curfew.listener.jose",
            "io.curfew.listener.servlet");
    private static final Path GOLDEN = Path.of("src/test/resources/public-api.txt");

    @Test
    void is_what_the_golden_file_says() throws Exception {
        String actual = publicApi();
        Path proposal = Path.of("target/public-api.txt");
        Files.writeString(proposal, actual);

        assertThat(actual)
                .as(
                        "the public API of io.curfew.listener; when the change is meant, note it in CHANGELOG and run%n"
                                + "  cp revocation-listener/%s revocation-listener/%s",
                        proposal, GOLDEN)
                .isEqualTo(Files.readString(GOLDEN));
    }

    private static String publicApi() throws IOException, URISyntaxException, ClassNotFoundException {
        Path root = Path.of(RevocationListener.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<String> names = new ArrayList<>();
        for (String room : ROOMS) {
            try (Stream<Path> files = Files.list(root.resolve(room.replace('.', '/')))) {
                files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(".class") && !name.equals("package-info.class"))
                        .map(name -> room + "." + name.substring(0, name.length() - ".class".length()))
                        .sorted()
                        .forEach(names::add);
            }
        }
        List<String> lines = new ArrayList<>();
        for (String name : names) {
            Class<?> type = Class.forName(name);
            if (isPublic(type)) {
                lines.add(kind(type) + " " + name);
                members(type)
                        // How a method locks is no promise.
                        .map(member -> "  " + member.replace("synchronized ", ""))
                        .sorted()
                        .forEach(lines::add);
            }
        }
        return lines.stream().collect(Collectors.joining("\n", "", "\n"));
    }

    private static String kind(Class<?> type) {
        if (type.isInterface()) {
            return "interface";
        } else if (type.isEnum()) {
            return "enum";
        }
        return type.isRecord() ? "record" : "class";
    }

    private static boolean isPublic(Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                && (type.getDeclaringClass() == null || isPublic(type.getDeclaringClass()));
    }

    private static Stream<String> members(Class<?> type) {
        return Stream.of(
                        Arrays.stream(type.getDeclaredConstructors())
                                .filter(PublicApiTest::visible)
                                .map(Constructor::toGenericString),
                        Arrays.stream(type.getDeclaredMethods())
                                .filter(method -> visible(method) && !method.isSynthetic())
                                .map(Method::toGenericString),
                        Arrays.stream(type.getDeclaredFields())
                                .filter(PublicApiTest::visible)
                                .map(Field::toGenericString))
                .flatMap(lines -> lines);
    }

    private static boolean visible(Member member) {
        return Modifier.isPublic(member.getModifiers()) || Modifier.isProtected(member.getModifiers());
    }
}
