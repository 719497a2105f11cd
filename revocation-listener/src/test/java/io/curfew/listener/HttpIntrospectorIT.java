package io.curfew.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpIntrospectorIT {
    private final CountDownLatch release = new CountDownLatch(1);
    private HttpServer issuer;
    private volatile int status = 200;
    private volatile String reply = "{\"active\":true}";
    private volatile boolean stalls;
    private volatile String heard = "";

    @BeforeEach
    void start() throws IOException {
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.setExecutor(Executors.newCachedThreadPool());
        issuer.createContext("/introspect", exchange -> {
            heard = exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            byte[] body = reply.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, body.length + (stalls ? 10 : 0));
            exchange.getResponseBody().write(body);
            exchange.getResponseBody().flush();
            if (stalls) {
                try {
                    release.await(30, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            exchange.close();
        });
        issuer.start();
    }

    @AfterEach
    void stop() {
        release.countDown();
        issuer.stop(0);
    }

    @Test
    void asks_as_a_client_and_hears_the_answer() throws Exception {
        assertThat(introspector().active("a.b-c_d")).isTrue();
        assertThat(heard).isEqualTo("Basic bWU6czNjJTNBcmV0 token=a.b-c_d&token_type_hint=access_token");

        reply = "{\"active\":false}";
        assertThat(introspector().active("a.b.c")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 301, 302, 307, 400, 401, 404, 500, 503})
    void any_other_status_is_no_answer(int other) {
        status = other == 204 ? 202 : other;

        assertThatThrownBy(() -> introspector().active("a.b.c"))
                .isInstanceOf(Introspector.UnavailableException.class)
                .hasMessageContaining(String.valueOf(status))
                .hasMessageNotContaining("a.b.c");
    }

    @Test
    void a_reply_that_never_ends_is_no_answer() {
        stalls = true;

        assertThatThrownBy(() -> introspector(Duration.ofSeconds(1)).active("a.b.c"))
                .isInstanceOf(Introspector.UnavailableException.class)
                .hasMessageContaining("within 1000 ms");
    }

    @Test
    void a_reply_of_any_size_is_no_answer() {
        reply = "{\"active\":true,\"scope\":\"" + "x".repeat(100_000) + "\"}";

        assertThatThrownBy(() -> introspector().active("a.b.c")).isInstanceOf(Introspector.UnavailableException.class);
    }

    @Test
    void an_issuer_that_is_not_there_is_no_answer() {
        issuer.stop(0);

        assertThatThrownBy(() -> introspector().active("a.b.c")).isInstanceOf(Introspector.UnavailableException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://issuer/x", "/introspect", "http:///x", "mailto:me@example.org"})
    void an_address_that_is_none_is_refused_at_start(String address) {
        URI uri = URI.create(address);
        assertThatThrownBy(() -> new HttpIntrospector(uri, "me", "secret", Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"active\":true}",
                " {\"active\" : true , \"aud\":[\"a\",{\"b\":[]}],\"exp\":1.5e3,\"x\":null,\"y\":\"\\\"\\\\\"}\n",
                "{\"sub\":{\"active\":false},\"active\":true}"
            })
    void reads_a_reply_whatever_else_it_says(String json) {
        assertThat(IntrospectionReply.active(json)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "true",
                "{}",
                "[]",
                "{\"active\":\"true\"}",
                "{\"active\":1}",
                "{\"active\":null}",
                "{\"active\":true",
                "{\"active\":true}}",
                "{\"active\":true,}",
                "{\"active\":false,\"active\":true}",
                "{\"sub\":{\"active\":true}}",
                "{\"active\":true,\"x\":}",
                "{\"active\":true,\"x\":-}",
                "{\"active\":true,\"x\":\"\\",
                "{'active':true}",
                "{\"active\":truely}",
                "<html>{\"active\":true}</html>"
            })
    void takes_nothing_else_for_a_reply(String json) {
        assertThatThrownBy(() -> IntrospectionReply.active(json)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void is_not_led_into_the_depths() {
        String deep = "{\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + ",\"active\":true}";

        assertThatThrownBy(() -> IntrospectionReply.active(deep)).isInstanceOf(IllegalArgumentException.class);
    }

    private HttpIntrospector introspector() {
        return introspector(Duration.ofSeconds(20));
    }

    private HttpIntrospector introspector(Duration patience) {
        URI endpoint = URI.create("http://127.0.0.1:" + issuer.getAddress().getPort() + "/introspect");
        return new HttpIntrospector(endpoint, "me", "s3c:ret", patience);
    }
}
