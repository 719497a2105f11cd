package io.curfew.query.replay;

import io.curfew.query.support.Databases;
import javax.sql.DataSource;

class ProjectionOnH2Test extends ProjectionContract {
    @Override
    DataSource database() {
        return Databases.h2();
    }
}
