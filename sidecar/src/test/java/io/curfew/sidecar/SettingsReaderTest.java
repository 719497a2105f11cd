package io.curfew.sidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.curfew.listener.StalenessPolicy;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsReaderTest {
    private static final Map<String, String> LEAST = Map.of(
            "CURFEW_ISSUER", "https://auth.test",
            "CURFEW_JWKS_URI", "https://auth.test/.well-known/jwks.json",
            "CURFEW_AUDIENCES", "curfew, api",
            "CURFEW_BOOTSTRAP_SERVERS", "kafka-1:9092,[::1]:9092");

    @Test
    void the_least_is_enough_and_binds_to_loopback_and_refuses_what_it_cannot_judge() throws Exception {
        SidecarSettings settings = SettingsReader.read(Map.of(), LEAST);

        assertThat(settings.host()).isEqualTo("127.0.0.1");
        assertThat(settings.port()).isEqualTo(9190);
        assertThat(settings.grpcPort()).isNull();
        assertThat(settings.tokens().audiences()).containsExactly("curfew", "api");
        assertThat(settings.listener().policy()).isEqualTo(StalenessPolicy.CLOSED);
        assertThat(settings.listener().maxStaleness()).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void the_environment_wins_over_the_file_and_client_settings_pass_through() throws Exception {
        SidecarSettings settings = SettingsReader.read(
                with(LEAST, "CURFEW_PORT", "1", "CURFEW_MAX_STALENESS", "PT20S"),
                Map.of("CURFEW_PORT", "2", "CURFEW_KAFKA_SECURITY_PROTOCOL", "SSL", "CURFEW_GRPC_PORT", "9191"));

        assertThat(settings.port()).isEqualTo(2);
        assertThat(settings.grpcPort()).isEqualTo(9191);
        assertThat(settings.listener().maxStaleness()).isEqualTo(Duration.ofSeconds(20));
        assertThat(settings.listener().kafka()).containsEntry("security.protocol", "SSL");
    }

    @Test
    void all_mistakes_are_told_at_once_and_no_value_is_shown() {
        Map<String, String> wrong = Map.of(
                "CURFEW_ISSUER", " ",
                "CURFEW_JWKS_URI", "file:///etc/s3cret",
                "CURFEW_BOOTSTRAP_SERVERS", "s3cret",
                "CURFEW_PORT", "s3cret",
                "CURFEW_POLICY", "s3cret",
                "CURFEW_MAX_STALENESS", "1s",
                "CURFEW_CLOCK_MARGIN", "s3cret");

        assertThatThrownBy(() -> SettingsReader.read(Map.of("CURFEW_PROT", "s3cret"), wrong))
                .isInstanceOf(SettingsException.class)
                .hasMessageContainingAll(
                        "CURFEW_PROT is no setting",
                        "CURFEW_ISSUER is missing",
                        "CURFEW_JWKS_URI must be an http or https address",
                        "CURFEW_AUDIENCES is missing",
                        "CURFEW_BOOTSTRAP_SERVERS must be host:port",
                        "CURFEW_PORT must be a number from 0 to 65535",
                        "CURFEW_POLICY must be one of CLOSED, INTROSPECT, OPEN",
                        "CURFEW_MAX_STALENESS must be a duration such as 15s, 2m or 1h, at least 2s",
                        "CURFEW_CLOCK_MARGIN must be a duration")
                .message()
                .doesNotContain("s3cret", "\n");
    }

    @Test
    void introspection_needs_somebody_to_ask_and_its_secret_is_not_shown() throws Exception {
        assertThatThrownBy(() -> SettingsReader.read(Map.of(), with(LEAST, "CURFEW_POLICY", "introspect")))
                .hasMessageContainingAll(
                        "CURFEW_INTROSPECTION_URI is missing",
                        "CURFEW_INTROSPECTION_CLIENT_ID is missing",
                        "CURFEW_INTROSPECTION_CLIENT_SECRET is missing");

        Map<String, String> complete = with(LEAST, "CURFEW_POLICY", "INTROSPECT");
        complete.put("CURFEW_INTROSPECTION_URI", "https://auth.test/introspect");
        complete.put("CURFEW_INTROSPECTION_CLIENT_ID", "sidecar");
        complete.put("CURFEW_INTROSPECTION_CLIENT_SECRET", "s3cret");
        complete.put("CURFEW_KAFKA_SASL_JAAS_CONFIG", "s3cret");
        assertThat(SettingsReader.read(Map.of(), complete).toString()).doesNotContain("s3cret");
    }

    @Test
    void wrong_settings_are_one_line_and_exit_code_2(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("sidecar.properties"), "CURFEW_PORT=x\n");

        assertThat(run(Map.of(), file.toString()))
                .startsWith("2 curfew-sidecar: ")
                .hasLineCount(1);
        assertThat(run(LEAST, directory.resolve("missing").toString()))
                .startsWith("2 ")
                .contains("cannot be read");
        assertThat(run(LEAST, "a", "b")).startsWith("2 ");
    }

    @Test
    void names_of_others_are_left_alone_and_told() throws Exception {
        Map<String, String> environment = with(LEAST, "CURFEW_SIDECAR_SERVICE_HOST", "10.0.0.1");

        assertThat(SettingsReader.read(Map.of(), environment).port()).isEqualTo(9190);
        assertThat(SettingsReader.unknown(environment)).containsExactly("CURFEW_SIDECAR_SERVICE_HOST");
    }

    private static String run(Map<String, String> environment, String... arguments) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Sidecar.run(arguments, environment, new PrintStream(err, true, StandardCharsets.UTF_8));
        return code + " " + err.toString(StandardCharsets.UTF_8);
    }

    private static Map<String, String> with(Map<String, String> values, String... more) {
        Map<String, String> all = new HashMap<>(values);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }
}
