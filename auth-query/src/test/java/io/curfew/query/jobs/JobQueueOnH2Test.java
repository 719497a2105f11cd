package io.curfew.query.jobs;

import io.curfew.query.support.Databases;
import javax.sql.DataSource;

class JobQueueOnH2Test extends JobQueueContract {
    @Override
    DataSource database() throws Exception {
        return Databases.h2();
    }
}
