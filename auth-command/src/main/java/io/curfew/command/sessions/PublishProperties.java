package io.curfew.command.sessions;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties {@code curfew.publish.*}. Immutable.
 *
 * @param budget how long an answer waits for Kafka's acknowledgement
 */
@ConfigurationProperties("curfew.publish")
record PublishProperties(@DefaultValue("2s") Duration budget) {}
