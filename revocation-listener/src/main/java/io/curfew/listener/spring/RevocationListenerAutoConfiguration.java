package io.curfew.listener.spring;

import io.curfew.listener.HttpIntrospector;
import io.curfew.listener.Introspector;
import io.curfew.listener.ListenerMetrics;
import io.curfew.listener.NoticeFeed;
import io.curfew.listener.RevocationGate;
import io.curfew.listener.RevocationListener;
import io.curfew.listener.RevocationListenerBuilder;
import io.curfew.listener.RouteRule;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
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

    /** What adapters ask, and what an application may ask itself. */
    @Bean
    @ConditionalOnMissingBean
    RevocationGate revocationGate(
            RevocationListener listener, ListenerProperties properties, ObjectProvider<Introspector> introspector) {
        try {
            Introspector own = introspector.getIfAvailable();
            return RevocationGate.of(
                    listener,
                    RouteRule.of(properties.policy()),
                    own != null ? own : overHttp(properties.introspection()));
        } catch (IllegalArgumentException e) {
            throw new ListenerSettingException("curfew.listener: " + e.getMessage());
        }
    }

    @Bean
    ListenerLifecycle revocationListenerLifecycle(RevocationListener listener) {
        return new ListenerLifecycle(listener);
    }

    @Bean
    @ConditionalOnWebApplication
    CoverageCheck revocationCoverageCheck(ConfigurableListableBeanFactory beans) {
        return new CoverageCheck(beans);
    }

    private static @Nullable Introspector overHttp(ListenerProperties.Introspection introspection) {
        URI uri = introspection.uri();
        if (uri == null) {
            return null;
        }
        String id = introspection.clientId();
        String secret = introspection.clientSecret();
        if (id == null || secret == null) {
            throw new ListenerSettingException(
                    "curfew.listener.introspection.client-id and .client-secret are not set; the"
                            + " issuer answers only to clients it knows");
        }
        return new HttpIntrospector(uri, id, secret, introspection.timeout());
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
