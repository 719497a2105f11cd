package io.curfew.e2e.bench;

import io.curfew.events.SessionEvent;
import io.curfew.events.json.SessionEventJson;
import io.curfew.query.audit.AuditTrail;
import io.curfew.query.feed.PublishedEvent;
import io.curfew.query.sessions.DeviceParser;
import io.curfew.query.sessions.SessionProjection;
import io.curfew.query.sessions.SessionTable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The projections of a {@link SyntheticHistory}, written as a rebuild writes them. Used by one thread. */
final class SyntheticReadModel {
    static final int GENERATION = 1;

    private final DataSource database;

    SyntheticReadModel(DataSource database) {
        this.database = database;
    }

    /** Writes about so many events; answers how many. */
    long fill(SyntheticHistory history, long events) {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/query")
                .table("flyway_query")
                .load()
                .migrate();
        NamedParameterJdbcTemplate jdbc = new NamedParameterJdbcTemplate(database);
        TransactionTemplate transactions = new TransactionTemplate(new JdbcTransactionManager(database));
        AuditTrail trail = new AuditTrail(jdbc);
        SessionProjection sessions = new SessionProjection(new SessionTable(jdbc, new DeviceParser()));
        int users = SyntheticHistory.users(events);
        long written = 0;
        List<PublishedEvent> batch = new ArrayList<>();
        for (int user = 0; user < users; user++) {
            List<SessionEvent> stream = history.stream(user);
            for (int seq = 0; seq < stream.size(); seq++) {
                batch.add(published(stream.get(seq), seq, written++));
            }
            if (batch.size() >= 5000 || user == users - 1) {
                List<PublishedEvent> whole = List.copyOf(batch);
                transactions.executeWithoutResult(status -> {
                    trail.load(GENERATION, whole);
                    sessions.load(GENERATION, whole);
                });
                batch.clear();
            }
        }
        jdbc.getJdbcOperations().execute("vacuum analyze");
        return written;
    }

    private static PublishedEvent published(SessionEvent event, int seq, long offset) {
        return new PublishedEvent(
                seq,
                event.streamId() + "-" + seq,
                event,
                new String(SessionEventJson.published(event), StandardCharsets.UTF_8),
                0,
                offset,
                PublishedEvent.Headers.NONE);
    }
}
