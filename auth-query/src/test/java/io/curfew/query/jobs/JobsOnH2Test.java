package io.curfew.query.jobs;

import io.curfew.query.support.Databases;
import javax.sql.DataSource;

class JobsOnH2Test extends JobsContract {
    @Override
    DataSource database() throws Exception {
        return Databases.h2();
    }
}
