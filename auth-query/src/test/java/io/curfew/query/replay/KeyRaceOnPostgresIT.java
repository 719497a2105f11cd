package io.curfew.query.replay;

import io.curfew.query.support.Databases;
import javax.sql.DataSource;

class KeyRaceOnPostgresIT extends KeyRaceContract {
    @Override
    DataSource database() throws Exception {
        return Databases.postgres();
    }
}
