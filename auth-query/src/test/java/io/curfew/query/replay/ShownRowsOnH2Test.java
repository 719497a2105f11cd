package io.curfew.query.replay;

import io.curfew.query.support.Databases;
import javax.sql.DataSource;

class ShownRowsOnH2Test extends ShownRowsContract {
    @Override
    DataSource database() {
        return Databases.h2();
    }
}
