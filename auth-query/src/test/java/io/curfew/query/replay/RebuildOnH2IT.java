package io.curfew.query.replay;

import io.curfew.query.support.Databases;
import javax.sql.DataSource;

class RebuildOnH2IT extends RebuildContract {
    @Override
    DataSource database() throws Exception {
        return Databases.h2();
    }
}
