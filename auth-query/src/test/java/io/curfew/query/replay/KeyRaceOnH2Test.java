package io.curfew.query.replay;

import io.curfew.query.support.Databases;
import javax.sql.DataSource;

class KeyRaceOnH2Test extends KeyRaceContract {
    @Override
    DataSource database() {
        return Databases.h2();
    }
}
