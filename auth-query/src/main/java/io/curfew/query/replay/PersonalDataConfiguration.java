package io.curfew.query.replay;

import io.curfew.events.personal.KeyWrap;
import io.curfew.query.QueryProperties;
import io.curfew.query.audit.ContextRepair;
import io.curfew.query.personal.PersonalData;
import io.curfew.query.personal.PersonalKeys;
import io.curfew.query.sessions.DeviceParser;
import io.curfew.query.sessions.PersonalColumns;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Composes what opens personal data and forgets it. */
@Configuration(proxyBeanMethods = false)
class PersonalDataConfiguration {
    private static final String ENCRYPTION_KEY = "curfew.query.keys.encryption-key";

    @Bean
    PersonalKeys queryPersonalKeys(JdbcClient jdbc, Environment environment) {
        String key = encryptionKey(environment);
        try {
            return new PersonalKeys(jdbc, new KeyWrap(key));
        } catch (IllegalArgumentException e) {
            // Without the value: it is a secret, however wrong.
            throw new InvalidConfigurationPropertyValueException(
                    ENCRYPTION_KEY, "(hidden)", "Set it to what auth-command has as curfew.keys.encryption-key.");
        }
    }

    @Bean
    DeviceParser queryDeviceParser() {
        return new DeviceParser();
    }

    @Bean
    PersonalData queryPersonalData(
            PersonalKeys keys, JdbcClient jdbc, NamedParameterJdbcOperations named, DeviceParser devices) {
        return new PersonalData(keys, List.of(new PersonalColumns(jdbc, devices), new ContextRepair(named)));
    }

    @Bean(initMethod = "start")
    @ConditionalOnBooleanProperty(name = "curfew.query.live", matchIfMissing = true)
    PersonalKeyFeed queryPersonalKeyFeed(
            EventTopic events,
            QueryProperties properties,
            JdbcClient jdbc,
            PersonalData personal,
            PlatformTransactionManager transactions) {
        EventTopic topic = new EventTopic(properties.personalKeysTopic(), events.clientSettings());
        Positions positions = new Positions(jdbc);
        return new PersonalKeyFeed(
                topic, new Placement(topic, positions), positions, personal, new TransactionTemplate(transactions));
    }

    /** In one process with auth-command both have the same. */
    private static @Nullable String encryptionKey(Environment environment) {
        String own = environment.getProperty(ENCRYPTION_KEY);
        return own == null || own.isBlank() ? environment.getProperty("curfew.keys.encryption-key") : own;
    }
}
