package io.curfew.query.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceParserTest {
    private static final DeviceParser PARSER = new DeviceParser();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {
                "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0|Firefox 140|Linux|null",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
                        + " Version/18.1 Mobile/15E148 Safari/604.1|Mobile Safari 18|iOS 18.1|iPhone",
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0"
                        + " Safari/537.36|Chrome 140|Windows 10|null"
            })
    void says_in_words_what_it_is(String userAgent, String browser, String os, String device) {
        assertThat(PARSER.parse(userAgent)).isEqualTo(new DeviceParser.Device(browser, os, device));
    }

    @Test
    void what_it_does_not_know_has_no_words() {
        assertThat(PARSER.parse("<script>alert(1)</script>")).isEqualTo(DeviceParser.Device.UNKNOWN);
        assertThat(PARSER.parse(" ")).isEqualTo(DeviceParser.Device.UNKNOWN);
        assertThat(PARSER.parse(null)).isEqualTo(DeviceParser.Device.UNKNOWN);
    }
}
