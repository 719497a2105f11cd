package io.curfew.query;

import io.curfew.query.export.ExportConfiguration;
import io.curfew.query.jobs.JobsConfiguration;
import io.curfew.query.pages.PagesConfiguration;
import io.curfew.query.receipts.ReceiptsConfiguration;
import io.curfew.query.replay.ProjectionConfiguration;
import io.curfew.query.verify.VerifyConfiguration;
import io.curfew.query.web.WebConfiguration;
import io.curfew.query.whatif.WhatIfConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Everything auth-query is made of, to be imported into an application that has a data source: its own
 * ({@link AuthQueryApplication}) or one that runs other parts of Curfew beside it.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(QueryProperties.class)
@Import({
    ProjectionConfiguration.class,
    JobsConfiguration.class,
    ReceiptsConfiguration.class,
    WhatIfConfiguration.class,
    VerifyConfiguration.class,
    ExportConfiguration.class,
    WebConfiguration.class,
    PagesConfiguration.class
})
public class AuthQueryConfiguration {}
