package io.curfew.command.web.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.curfew.command.StartRefusedException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

/** X-Forwarded-For counts as far as our own proxies wrote it. */
class ClientAddressTest {

    private static String of(List<String> proxies, String peer, String... forwarded) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setRemoteAddr(peer);
        for (String line : forwarded) {
            request.addHeader("X-Forwarded-For", line);
        }
        return new ClientAddress(proxies).of(request);
    }

    @Test
    void without_proxies_the_header_is_ignored() {
        assertThat(of(List.of(), "10.0.0.1", "203.0.113.7")).isEqualTo("10.0.0.1");
    }

    @Test
    void a_stranger_cannot_claim_an_address() {
        assertThat(of(List.of("10.0.0.0/8"), "203.0.113.9", "1.2.3.4")).isEqualTo("203.0.113.9");
    }

    @Test
    void behind_proxies_the_last_address_that_is_none_counts() {
        List<String> proxies = List.of("10.0.0.0/8", "fd00::/8");
        assertThat(of(proxies, "10.0.0.1", "203.0.113.7")).isEqualTo("203.0.113.7");
        assertThat(of(proxies, "10.0.0.1", "1.2.3.4, 203.0.113.7, 10.0.0.2")).isEqualTo("203.0.113.7");
        assertThat(of(proxies, "10.0.0.1", "1.2.3.4, 203.0.113.7", "10.0.0.2")).isEqualTo("203.0.113.7");
        assertThat(of(proxies, "fd00::1", "2001:db8::7")).isEqualTo("2001:db8::7");
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.9:51823, 203.0.113.9",
        "[2001:db8::9]:51823, 2001:db8::9",
        "[2001:db8::9], 2001:db8::9",
        "2001:DB8:0:0:0:0:0:9, 2001:db8::9",
        "::ffff:203.0.113.9, 203.0.113.9",
        "[::ffff:203.0.113.9]:80, 203.0.113.9",
    })
    void an_address_is_the_same_however_a_proxy_writes_it(String written, String address) {
        assertThat(of(List.of("10.0.0.0/8"), "10.0.0.1", written)).isEqualTo(address);
        assertThat(of(List.of("10.0.0.0/8", "203.0.113.9", "2001:db8::9"), "10.0.0.1", "192.0.2.1, " + written))
                .as("also a proxy's")
                .isEqualTo("192.0.2.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"999.999.999.999", "1.2.3", "1.2.3.4.5", "1.2.3.4:", "1:2", "[1.2.3.4]", "::1%lo", ":::", "[::1"
            })
    void what_looks_like_an_address_and_is_none_is_the_proxys(String written) {
        assertThat(of(List.of("10.0.0.0/8"), "10.0.0.1", written)).isEqualTo("10.0.0.1");
    }

    @Test
    void nonsense_in_the_header_ends_the_search() {
        assertThat(of(List.of("10.0.0.0/8"), "10.0.0.1", "203.0.113.7, <script>"))
                .isEqualTo("10.0.0.1");
        assertThat(of(List.of("10.0.0.0/8"), "10.0.0.1", "evil.example")).isEqualTo("10.0.0.1");
        assertThat(of(List.of("10.0.0.0/8"), "10.0.0.1", "999.1.1.1")).isNotEqualTo("evil.example");
        assertThat(of(List.of("10.0.0.0/8"), "10.0.0.1", "")).isEqualTo("10.0.0.1");
    }

    @Test
    void a_wrong_entry_is_refused_at_the_start() {
        assertThatThrownBy(() -> new ClientAddress(List.of("not-an-address/8")))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("curfew.proxies");
    }
}
