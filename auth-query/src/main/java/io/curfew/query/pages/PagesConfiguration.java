package io.curfew.query.pages;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Composes the pages. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBooleanProperty(name = "curfew.query.pages", matchIfMissing = true)
@Import({
    PagesSecurityConfiguration.class,
    PageAdvice.class,
    ErrorPage.class,
    Assets.class,
    EntryController.class,
    ClientNames.class,
    SessionsPage.class,
    ReceiptStream.class,
    AuditPage.class,
    ClusterPage.class,
    LiveStreams.class,
    FleetBoard.class
})
public class PagesConfiguration {}
