package io.curfew.query;

import io.curfew.events.SessionEventsTopic;
import io.curfew.events.SessionHeadsTopic;
import io.curfew.events.notice.RevocationsTopic;
import io.curfew.events.personal.PersonalKeysTopic;
import io.curfew.events.receipt.ReceiptsTopic;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of auth-query, {@code curfew.query.*}. Immutable and thread-safe.
 *
 * @param bootstrapServers Kafka, {@code host:port} separated by commas; when absent, the listener's or auth-command's
 * @param topic the topic of session events
 * @param revocationsTopic the topic of revocation notices
 * @param receiptsTopic the topic where nodes say what they have applied
 * @param personalKeysTopic the topic of the keys that open personal data
 * @param headsTopic the topic of the history's signed heads
 * @param kafka more settings for the Kafka clients, such as those of TLS
 * @param live whether to keep the projections up with the topic
 * @param positionWait how long a query waits for the position it was given
 * @param maxWaiting how many queries may wait at once; more are told to come back
 * @param store where auth-command keeps its events
 * @param denyOthers whether every other path is answered with 404; for when nobody else shares the context
 */
@ConfigurationProperties("curfew.query")
public record QueryProperties(
        @Nullable String bootstrapServers,
        @DefaultValue(SessionEventsTopic.NAME) String topic,
        @DefaultValue(RevocationsTopic.NAME) String revocationsTopic,
        @DefaultValue(ReceiptsTopic.NAME) String receiptsTopic,
        @DefaultValue(PersonalKeysTopic.NAME) String personalKeysTopic,
        @DefaultValue(SessionHeadsTopic.NAME) String headsTopic,
        @DefaultValue Map<String, String> kafka,
        @DefaultValue("true") boolean live,
        @DefaultValue("2s") Duration positionWait,
        @DefaultValue("64") int maxWaiting,
        @DefaultValue("false") boolean denyOthers,
        @Nullable Store store) {

    /**
     * Where auth-command keeps its events, for a rebuild from there; when absent, this service's own database is looked at.
     *
     * @param url a JDBC address
     */
    public record Store(@Nullable String url, @Nullable String username, @Nullable String password) {
        @Override
        public String toString() {
            return "Store[url=" + url + "]"; // the password is nobody's business
        }
    }
}
