package io.curfew.query.replay;

import io.curfew.query.support.Databases;
import javax.sql.DataSource;

class LiveProjectionOnH2IT extends LiveProjectionContract {
    @Override
    DataSource database() throws Exception {
        return Databases.h2();
    }
}
