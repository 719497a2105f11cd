package io.curfew.query.replay;

import io.curfew.query.support.Databases;
import javax.sql.DataSource;

class CausesOnH2Test extends CausesContract {
    @Override
    DataSource database() {
        return Databases.h2();
    }
}
