package io.curfew.command.sessions;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties {@code curfew.receipts.*}. Immutable.
 *
 * @param maxWait the longest that an answer waits until every node has applied a revocation
 * @param maxWaiting how many answers may wait at once; each holds a thread of the web server, others do not wait
 */
@ConfigurationProperties("curfew.receipts")
record ReceiptProperties(@DefaultValue("10s") Duration maxWait, @DefaultValue("50") int maxWaiting) {}
