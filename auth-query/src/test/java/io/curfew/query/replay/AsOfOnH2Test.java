package io.curfew.query.replay;

import io.curfew.query.support.Databases;
import javax.sql.DataSource;

class AsOfOnH2Test extends AsOfContract {
    @Override
    DataSource database() {
        return Databases.h2();
    }
}
