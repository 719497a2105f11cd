package io.curfew.command.history;

import java.sql.SQLException;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The migration that links the events that were there before there was a chain. Flyway reads its version off its name. */
final class V151__ChainExistingEvents extends BaseJavaMigration {
    private static final Logger LOG = LoggerFactory.getLogger(V151__ChainExistingEvents.class);

    @Override
    public void migrate(Context context) throws SQLException {
        long linked = new Backfill(context.getConnection()).chainAll();
        if (linked > 0) {
            LOG.info("{} events that were there already are now part of the hash chain", linked);
        }
    }
}
