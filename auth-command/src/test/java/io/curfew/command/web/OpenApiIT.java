package io.curfew.command.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.command.web.Http.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The committed description of the HTTP face is the served one. To accept a change: {@code -Dcurfew.openapi.update}. */
// springdoc keeps its converters for the whole JVM, and each context that starts takes them out and puts its own in.
@Isolated
class OpenApiIT {
    private static final Path COMMITTED = Path.of("..", "docs", "openapi", "auth-command.yaml");

    @Test
    void the_committed_description_is_the_served_one() throws IOException {
        Answer served = new Http(WebNode.shared().address()).get("/v3/api-docs.yaml/auth-command");
        assertThat(served.status()).isEqualTo(200);
        String document = served.response().body();
        if (Boolean.getBoolean("curfew.openapi.update")) {
            Files.createDirectories(COMMITTED.getParent());
            Files.writeString(COMMITTED, document);
        }

        assertThat(document)
                .as("%s differs; run with -Dcurfew.openapi.update=true and look at the diff", COMMITTED)
                .isEqualTo(Files.readString(COMMITTED));
    }
}
