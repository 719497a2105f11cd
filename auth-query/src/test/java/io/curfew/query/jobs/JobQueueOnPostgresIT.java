package io.curfew.query.jobs;

import io.curfew.query.support.Databases;
import javax.sql.DataSource;

class JobQueueOnPostgresIT extends JobQueueContract {
    @Override
    DataSource database() throws Exception {
        return Databases.postgres();
    }
}
