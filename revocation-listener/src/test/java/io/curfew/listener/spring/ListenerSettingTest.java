package io.curfew.listener.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.events.notice.RevocationsTopic;
import io.curfew.listener.InMemoryNoticeFeed;
import io.curfew.listener.RevocationListener;
import io.curfew.listener.RevocationListenerBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ListenerSettingTest {
    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(RevocationListenerAutoConfiguration.class));

    @ParameterizedTest
    @CsvSource({
        "'',curfew.listener.bootstrap-servers is not set",
        "curfew.listener.bootstrap-servers=,curfew.listener.bootstrap-servers is not set",
        "curfew.listener.bootstrap-servers=kafka,\"kafka\" is not",
        "curfew.listener.max-staleness=1s,max staleness is PT1S",
        "curfew.listener.clock-margin=30s,clock margin is PT30S",
    })
    void a_bad_setting_ends_the_start_with_one_sentence_that_says_what_to_do(String property, String sentence) {
        application
                .withPropertyValues(property.isEmpty() ? "some=thing" : property)
                .run(context -> {
                    assertThat(context).hasFailed();
                    FailureAnalysis analysis =
                            new ListenerSettingFailureAnalyzer().analyze(context.getStartupFailure());
                    assertThat(analysis).isNotNull();
                    assertThat(analysis.getDescription()).contains(sentence);
                    assertThat(analysis.getAction()).contains("curfew.listener");
                });
    }

    @Test
    void a_context_starts_at_once_though_kafka_is_nowhere_and_stops_again() {
        application
                .withPropertyValues("curfew.listener.bootstrap-servers=127.0.0.1:1")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void a_context_may_be_stopped_and_started_again() {
        application.withBean(InMemoryNoticeFeed.class).run(context -> {
            context.stop();
            context.start();

            assertThat(context.getBean(RevocationListener.class).status().ready())
                    .isTrue();
        });
    }

    @Test
    void the_defaults_are_the_librarys() {
        ListenerProperties properties = new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("curfew.listener", ListenerProperties.class);

        assertThat(properties.topic()).isEqualTo(RevocationsTopic.NAME);
        assertThat(properties.maxStaleness()).isEqualTo(RevocationListenerBuilder.DEFAULT_MAX_STALENESS);
        assertThat(properties.maxTokenLifetime()).isEqualTo(RevocationListenerBuilder.DEFAULT_MAX_TOKEN_LIFETIME);
        assertThat(properties.clockMargin()).isEqualTo(RevocationListenerBuilder.DEFAULT_CLOCK_MARGIN);
        assertThat(properties.tokenTypes()).isEqualTo(List.of("at+jwt", "application/at+jwt"));
    }
}
