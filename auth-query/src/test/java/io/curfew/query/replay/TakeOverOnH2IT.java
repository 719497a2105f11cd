package io.curfew.query.replay;

import io.curfew.query.support.Databases;
import javax.sql.DataSource;

class TakeOverOnH2IT extends TakeOverContract {
    @Override
    DataSource database() throws Exception {
        return Databases.h2();
    }
}
