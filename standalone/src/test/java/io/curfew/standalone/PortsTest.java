package io.curfew.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortsTest {
    private final List<String> messages = new ArrayList<>();
    private final Ports ports = new Ports(messages::add);

    @Test
    void a_free_port_is_taken_as_wanted_and_nothing_is_said() {
        int free = Ports.anyFree();

        assertThat(ports.choose("Kafka", free)).isEqualTo(free);
        assertThat(messages).isEmpty();
    }

    @Test
    void a_taken_port_is_named_and_another_chosen() throws IOException {
        try (ServerSocket somebody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int taken = somebody.getLocalPort();

            int chosen = ports.choose("front door", taken);

            assertThat(chosen).isNotEqualTo(taken).isPositive();
            assertThat(messages)
                    .containsExactly("port " + taken + " (front door) is taken; using " + chosen + " instead");
        }
    }

    @Test
    void a_port_somebody_has_on_all_addresses_is_taken_too() throws IOException {
        try (ServerSocket somebody = new ServerSocket(0)) {
            assertThat(ports.choose("front door", somebody.getLocalPort())).isNotEqualTo(somebody.getLocalPort());
        }
    }

    @Test
    void two_parts_that_want_the_same_port_get_different_ones() {
        int free = Ports.anyFree();

        assertThat(ports.choose("orders", free)).isNotEqualTo(ports.choose("billing", free));
        assertThat(messages).hasSize(1);
    }

    @Test
    void zero_means_any_and_needs_no_words() {
        assertThat(ports.choose("Kafka", 0)).isPositive();
        assertThat(messages).isEmpty();
    }

    @Test
    void any_port_is_none_that_systems_give_to_outgoing_connections_and_is_given_once() {
        assertThat(IntStream.range(0, 100).map(i -> Ports.anyFree()))
                .allMatch(port -> port >= 1024 && port < 32_768)
                .doesNotHaveDuplicates();
    }
}
