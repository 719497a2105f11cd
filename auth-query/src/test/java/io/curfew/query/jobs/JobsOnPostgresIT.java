package io.curfew.query.jobs;

import io.curfew.query.support.Databases;
import javax.sql.DataSource;

class JobsOnPostgresIT extends JobsContract {
    @Override
    DataSource database() throws Exception {
        return Databases.postgres();
    }
}
