package io.curfew.query.replay;

import io.curfew.query.support.Databases;
import javax.sql.DataSource;

class ShownRowsOnPostgresIT extends ShownRowsContract {
    @Override
    DataSource database() throws Exception {
        return Databases.postgres();
    }
}
