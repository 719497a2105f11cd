package io.curfew.sidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.curfew.listener.InMemoryNoticeFeed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventStreamIT {
    private final InMemoryNoticeFeed feed = new InMemoryNoticeFeed();
    private RunningSidecar sidecar;

    @BeforeEach
    void start() throws Exception {
        sidecar = RunningSidecar.start(
                "https://issuer.test", "http://127.0.0.1:1/jwks.json", feed, Map.of("CURFEW_MAX_STREAMS", "2"));
    }

    @AfterEach
    void stop() {
        sidecar.close();
    }

    @Test
    void a_reader_is_told_the_state_then_each_revocation_then_a_change_of_state() throws Exception {
        try (Reader reader = new Reader(null)) {
            assertThat(reader.event()).isEqualTo("state {\"state\":\"READY\",\"ready\":true}");

            feed.revoke("sid-1");
            feed.revoke("sid-2");
            assertThat(reader.event()).startsWith("revocation {\"kind\":\"session\",\"id\":\"sid-1\",\"expires_at\":");
            assertThat(reader.event()).startsWith("revocation {\"kind\":\"session\",\"id\":\"sid-2\"");

            feed.goStale();
            assertThat(reader.event()).isEqualTo("state {\"state\":\"STALE\",\"ready\":false}");
            feed.recover();
            assertThat(reader.event()).isEqualTo("state {\"state\":\"READY\",\"ready\":true}");
        }
    }

    @Test
    void I2_a_reader_that_comes_back_misses_nothing() throws Exception {
        String place;
        try (Reader reader = new Reader(null)) {
            reader.event();
            feed.revoke("sid-1");
            reader.event();
            place = reader.lastId;
        }
        feed.revoke("sid-2");
        feed.revoke("sid-3");

        try (Reader again = new Reader(place)) {
            assertThat(again.event()).contains("\"sid-2\"");
            assertThat(again.event()).contains("\"sid-3\"");
            assertThat(again.event()).startsWith("state ");
        }
    }

    @Test
    void a_reader_whose_place_is_gone_is_told_to_begin_anew() throws Exception {
        try (Reader reader = new Reader("another-life-7")) {
            assertThat(reader.event()).isEqualTo("reset {}");
            assertThat(reader.event()).startsWith("state ");
        }
    }

    @Test
    void a_reader_that_does_not_read_is_cut_and_harms_neither_revocations_nor_other_readers() throws Exception {
        try (Reader slow = new Reader(null);
                Reader quick = new Reader(null)) {
            slow.event();
            quick.event();

            // More than the ring and what the system buffers for a connection that nobody reads.
            String last = "sid-" + "x".repeat(200);
            for (int i = 0; i < 60_000; i++) {
                feed.revoke(last + i);
                if (i % 100 == 0) {
                    String told = quick.event();
                    while (!told.contains(last + (i - i % 100) + "\"")) {
                        told = quick.event();
                    }
                }
            }

            assertThat(slow.isCut()).isTrue();
            try (Reader free = new Reader(null)) {
                assertThat(free.event()).startsWith("state ");
            }
        }
    }

    @Test
    void more_readers_than_allowed_are_refused_and_a_place_is_free_again_when_one_leaves() throws Exception {
        try (Reader first = new Reader(null)) {
            first.event();
            try (Reader second = new Reader(null);
                    Reader third = new Reader(null)) {
                second.event();
                assertThat(third.status).contains(" 503 ");
            }
            // The sidecar sees that a reader has left when it has something to tell.
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                feed.revoke("sid-1");
                try (Reader next = new Reader(null)) {
                    return next.status.contains(" 200 ");
                }
            });
        }
    }

    /** A plain socket: an HTTP client of some library would read ahead where a test wants it not to. */
    private final class Reader implements AutoCloseable {
        private final Socket socket = new Socket();
        private final BufferedReader in;
        final String status;
        String lastId;

        Reader(String lastEventId) throws IOException {
            socket.setReceiveBufferSize(8192);
            socket.connect(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), sidecar.port()));
            String head = "GET /revocations/stream HTTP/1.0\r\nHost: x\r\n"
                    + (lastEventId == null ? "" : "Last-Event-ID: " + lastEventId + "\r\n") + "\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8), 256);
            status = in.readLine();
        }

        /** The next event, as its name and its data. */
        String event() throws IOException {
            String name = "";
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("event: ")) {
                    name = line.substring("event: ".length());
                } else if (line.startsWith("id: ")) {
                    lastId = line.substring("id: ".length());
                } else if (line.startsWith("data: ")) {
                    return name + " " + line.substring("data: ".length());
                }
            }
            throw new IOException("the stream has ended");
        }

        /** Whether the other side has ended it, once everything on its way is read. */
        boolean isCut() throws IOException {
            socket.setSoTimeout(20_000);
            InputStream rest = socket.getInputStream();
            byte[] bytes = new byte[65_536];
            try {
                while (rest.read(bytes) >= 0) {
                    // What was on its way.
                }
                return true;
            } catch (java.net.SocketTimeoutException e) {
                return false;
            } catch (IOException e) {
                return true;
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
