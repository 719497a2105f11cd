package io.curfew.query.web;

import io.curfew.listener.RevocationListener;
import io.curfew.query.QueryProperties;
import io.curfew.query.audit.AuditHistogram;
import io.curfew.query.audit.AuditReader;
import io.curfew.query.audit.CauseReader;
import io.curfew.query.replay.Generations;
import io.curfew.query.replay.ProjectionStatus;
import io.curfew.query.replay.ReadModel;
import io.curfew.query.sessions.DeviceParser;
import io.curfew.query.sessions.RevokedSessions;
import io.curfew.query.sessions.SessionReader;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Composes the HTTP face. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@Import({
    SessionsController.class,
    AuditController.class,
    AsOfController.class,
    ReceiptsController.class,
    JobsController.class,
    ExportController.class,
    TransmitterController.class,
    Problems.class,
    QuerySecurityConfiguration.class,
    CrossOriginConfiguration.class,
    OpenApiConfiguration.class
})
public class WebConfiguration {
    private static final String KEYS = "/.well-known/jwks.json";

    @Bean
    ReadModel queryReadModel(
            Generations generations,
            ProjectionStatus status,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            QueryProperties properties) {
        return new ReadModel(
                generations, status, jdbc, transactions, properties.positionWait(), properties.maxWaiting());
    }

    @Bean
    SessionReader querySessionReader(JdbcClient jdbc, ObjectProvider<Clock> clock) {
        return new SessionReader(jdbc, clock.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    AuditReader queryAuditReader(JdbcClient jdbc) {
        return new AuditReader(jdbc);
    }

    @Bean
    AuditHistogram queryAuditHistogram(JdbcClient jdbc) {
        return new AuditHistogram(jdbc);
    }

    @Bean
    CauseReader queryCauseReader(JdbcClient jdbc) {
        return new CauseReader(jdbc);
    }

    @Bean
    AuditItems queryAuditItems(DeviceParser devices) {
        return new AuditItems(devices);
    }

    /** Without the listener (its setting {@code enabled}) nothing starts: every token, dead or alive, would be let in. */
    @Bean
    RevokedSessions queryRevokedSessions(RevocationListener listener, ObjectProvider<Clock> clock) {
        return new ListenerRevokedSessions(listener, clock.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    UserIds queryUserIds(ReadModel model, JdbcClient jdbc) {
        return new UserIds(model, jdbc);
    }

    @Bean
    HistoryAccessClient queryHistoryAccessClient(
            @Value("${curfew.query.command-url:#{null}}") @Nullable String commandUrl,
            @Value("${spring.security.oauth2.resourceserver.jwt.jwk-set-uri:}") String keys,
            @Value("${spring.security.oauth2.resourceserver.jwt.issuer-uri:http://127.0.0.1:8080}") String issuer,
            ObjectProvider<MeterRegistry> meters,
            ObjectProvider<Clock> clock) {
        // Where the issuer's keys are fetched, its other paths can be reached too, also behind the front door.
        String known = keys.endsWith(KEYS) ? keys.substring(0, keys.length() - KEYS.length()) : issuer;
        return new HistoryAccessClient(
                commandUrl == null ? known : commandUrl,
                meters.getIfAvailable(SimpleMeterRegistry::new),
                clock.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    WebMvcConfigurer queryInterceptors(HistoryAccessClient accesses, UserIds ids) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new KnownParameters());
                registry.addInterceptor(new HistoryAccessInterceptor(accesses, ids));
            }
        };
    }

    @Bean
    ProjectionHealth sessionProjectionHealthIndicator(ProjectionStatus status) {
        return new ProjectionHealth(status);
    }

    @Bean
    ProjectionMetrics sessionProjectionMetrics(ProjectionStatus status) {
        return new ProjectionMetrics(status);
    }
}
