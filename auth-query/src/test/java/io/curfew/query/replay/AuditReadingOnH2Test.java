package io.curfew.query.replay;

import io.curfew.query.support.Databases;
import javax.sql.DataSource;

class AuditReadingOnH2Test extends AuditReadingContract {
    @Override
    DataSource database() {
        return Databases.h2();
    }
}
