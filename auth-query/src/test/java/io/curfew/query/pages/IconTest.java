package io.curfew.query.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.query.sessions.DeviceParser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IconTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "desktop|Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
                "desktop|Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/138.0.0.0 Safari/537.36",
                "desktop|Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.5 Safari/605.1.15",
                "phone|Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Mobile",
                "phone|Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/138.0.0.0 Mobile Safari/537.36",
                "tablet|Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile",
                "terminal|curl/8.14.1",
                "unknown|<script>alert(1)</script>"
            })
    void a_device_has_the_picture_of_its_kind(String picture, String userAgent) {
        assertThat(Icon.of(new DeviceParser().parse(userAgent), userAgent).symbol())
                .isEqualTo(picture);
    }
}
