package io.curfew.listener.spring;

import io.curfew.listener.ListenerMetrics;
import io.curfew.listener.NoticeFeed;
import io.curfew.listener.RevocationListener;
import io.curfew.listener.RevocationListenerBuilder;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * The listener itself. A {@link NoticeFeed} bean of the application takes Kafka's place, as tests want; a
 * {@link RevocationListener} bean takes the place of all of it.
 */
@AutoConfiguration
@ConditionalOnProperty(name = "curfew.listener.enabled", matchIfMissing = true)
@EnableConfigurationProperties(ListenerProperties.class)
class RevocationListenerAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    RevocationListener revocationListener(
            ListenerProperties properties,
            Environment environment,
            ObjectProvider<NoticeFeed> feed,
            ObjectProvider<ListenerMetrics> metrics) {
        try {
            RevocationListenerBuilder builder = RevocationListener.builder()
                    .topic(properties.topic())
                    .receiptsTopic(
                            properties.receipts().enabled()
                                    ? properties.receipts().topic()
                                    : null)
                    .service(service(properties, environment))
                    .node(node(properties))
                    .maxStaleness(properties.maxStaleness())
                    .maxTokenLifetime(properties.maxTokenLifetime())
                    .clockMargin(properties.clockMargin())
                    .kafka(properties.kafka());
            metrics.ifAvailable(builder::metrics);
            NoticeFeed own = feed.getIfAvailable();
            return own != null ? builder.feed(own).build() : overKafka(builder, properties);
        } catch (IllegalArgumentException e) {
            throw new ListenerSettingException(String.valueOf(e.getMessage()));
        }
    }

    @Bean
    ListenerLifecycle revocationListenerLifecycle(RevocationListener listener) {
        return new ListenerLifecycle(listener);
    }

    private static RevocationListener overKafka(RevocationListenerBuilder builder, ListenerProperties properties) {
        String servers = properties.bootstrapServers();
        if (servers == null || servers.isBlank()) {
            throw new ListenerSettingException(
                    "curfew.listener.bootstrap-servers is not set; it names the Kafka brokers as host:port");
        }
        return builder.bootstrapServers(servers).build();
    }

    private static String service(ListenerProperties properties, Environment environment) {
        String service = properties.service();
        return service != null ? service : environment.getProperty("spring.application.name", "service");
    }

    private static String node(ListenerProperties properties) {
        String node = properties.node();
        return node != null ? node : UUID.randomUUID().toString().substring(0, 8);
    }
}
