package io.curfew.query.replay;

import io.curfew.query.support.Databases;
import javax.sql.DataSource;

class PersonalDataOnH2Test extends PersonalDataContract {
    @Override
    DataSource database() {
        return Databases.h2();
    }
}
