package io.curfew.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.command.AuthCommandApplication;
import io.curfew.example.ResourceServiceApplication;
import io.curfew.query.AuthQueryApplication;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ModuleDefaultsTest {

    @Test
    void each_module_has_its_own_file_although_names_are_the_same() throws IOException {
        assertThat(read(AuthCommandApplication.class, "application.yml")).contains("name: auth-command");
        assertThat(read(AuthQueryApplication.class, "auth-query.yml")).contains("name: auth-query");
        assertThat(read(ResourceServiceApplication.class, "application.properties"))
                .contains("spring.application.name=resource-service");
    }

    private static String read(Class<?> inModule, String file) throws IOException {
        try (InputStream in =
                URI.create(ModuleDefaults.location(inModule, file)).toURL().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
