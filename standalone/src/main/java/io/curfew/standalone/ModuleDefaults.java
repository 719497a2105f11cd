package io.curfew.standalone;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;

/**
 * Finds a module's own configuration file. Two modules here have an {@code application.*} at the root of their jar, and the class
 * path shows only the first.
 */
final class ModuleDefaults {
    private ModuleDefaults() {}

    /**
     * The place of a file that lies at the root of the jar (or classes directory) of a class, as Spring's
     * {@code spring.config.location} takes it.
     */
    static String location(Class<?> inModule, String file) {
        CodeSource source = inModule.getProtectionDomain().getCodeSource();
        try {
            Path place = Path.of(source.getLocation().toURI());
            return Files.isDirectory(place)
                    ? place.resolve(file).toUri().toString()
                    : "jar:" + place.toUri() + "!/" + file;
        } catch (URISyntaxException e) {
            throw new IllegalStateException("unexpected place of " + inModule, e);
        }
    }
}
