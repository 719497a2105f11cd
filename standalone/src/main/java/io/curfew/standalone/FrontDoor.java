package io.curfew.standalone;

import io.curfew.command.AuthCommandConfiguration;
import io.curfew.query.AuthQueryConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** auth-command and auth-query in one application on one port, as nginx shows them in a real deployment. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({AuthCommandConfiguration.class, AuthQueryConfiguration.class})
class FrontDoor {}
