package io.curfew.query.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.query.support.QueryService;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The committed description of the HTTP face is the served one. To accept a change: {@code -Dcurfew.openapi.update}. */
class OpenApiIT {
    private static final Path COMMITTED = Path.of("..", "docs", "openapi", "auth-query.yaml");

    @Test
    void the_committed_description_is_the_served_one() throws IOException {
        HttpResponse<String> served = QueryService.shared().get("/v3/api-docs.yaml/auth-query", null);
        assertThat(served.statusCode()).isEqualTo(200);
        if (Boolean.getBoolean("curfew.openapi.update")) {
            Files.createDirectories(COMMITTED.getParent());
            Files.writeString(COMMITTED, served.body());
        }

        assertThat(served.body())
                .as("%s differs; run with -Dcurfew.openapi.update=true and look at the diff", COMMITTED)
                .isEqualTo(Files.readString(COMMITTED));
    }
}
