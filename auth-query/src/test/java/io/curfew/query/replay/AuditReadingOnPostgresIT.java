package io.curfew.query.replay;

import io.curfew.query.support.Databases;
import javax.sql.DataSource;

class AuditReadingOnPostgresIT extends AuditReadingContract {
    @Override
    DataSource database() throws Exception {
        return Databases.postgres();
    }
}
