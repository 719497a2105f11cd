package io.curfew.query.replay;

import javax.sql.DataSource;

class ProjectionOnH2Test extends ProjectionContract {
    @Override
    DataSource database() {
        return Store.h2();
    }
}
