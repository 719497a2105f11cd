package io.curfew.query.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.curfew.query.support.QueryService;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Streams are few, and what is left of one that its reader has left is nothing. */
class LiveStreamsIT {
    private static final int MOST_PER_USER = 8;

    private final QueryService service = QueryService.shared();
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<HttpResponse<InputStream>> open = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (HttpResponse<InputStream> stream : open) {
            stream.body().close();
        }
    }

    private int open(String user) throws IOException, InterruptedException {
        String port = service.context().getEnvironment().getProperty("local.server.port");
        HttpResponse<InputStream> answer = client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/ui/cluster/live"))
                        .header("Accept", "text/event-stream")
                        .header("Cookie", "accessToken=" + service.issuer.token(user, "s-" + user, "auditor"))
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
        open.add(answer);
        return answer.statusCode();
    }

    @Test
    void nobody_opens_more_than_a_few_and_one_that_is_left_makes_room() throws Exception {
        for (int i = 0; i < MOST_PER_USER; i++) {
            assertThat(open("eager")).isEqualTo(200);
        }
        assertThat(open("eager")).isEqualTo(429);
        assertThat(open("another")).isEqualTo(200);

        open.get(0).body().close();

        await().until(() -> open("eager") == 200);
    }

    @Test
    void a_stream_ends_when_its_session_is_revoked() throws Exception {
        assertThat(open("leaving")).isEqualTo(200);

        service.revocations.revoke("s-leaving");

        // Reads to its end, which comes.
        assertThat(open.get(0).body().readAllBytes()).isNotNull();
        await().until(() -> open("leaving") == 401);
    }
}
