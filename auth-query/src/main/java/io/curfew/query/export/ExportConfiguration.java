package io.curfew.query.export;

import io.curfew.query.personal.PersonalKeys;
import io.curfew.query.replay.Horizon;
import io.curfew.query.replay.ReadModel;
import io.curfew.query.sessions.DeviceParser;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Composes the export. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class ExportConfiguration {
    private static final String ISSUER = "spring.security.oauth2.resourceserver.jwt.issuer-uri";

    @Bean
    SigningKey querySigningKey(JdbcClient jdbc) {
        return new SigningKey(jdbc);
    }

    @Bean
    Transmitter querySecurityEventTransmitter(SigningKey key, Environment environment) {
        return new Transmitter(key, environment.getProperty(ISSUER));
    }

    @Bean
    Export queryExport(
            ReadModel model,
            Horizon horizon,
            JdbcClient jdbc,
            PersonalKeys keys,
            DeviceParser devices,
            SigningKey key,
            ObjectProvider<Clock> clock,
            Environment environment) {
        Clock time = clock.getIfAvailable(Clock::systemUTC);
        return new Export(
                model,
                new ExportReader(jdbc),
                keys,
                key,
                devices,
                environment.getProperty(ISSUER),
                new Settling(horizon, time),
                time);
    }
}
