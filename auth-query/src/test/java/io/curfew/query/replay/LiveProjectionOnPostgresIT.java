package io.curfew.query.replay;

import io.curfew.query.support.Databases;
import javax.sql.DataSource;
import org.junit.jupiter.api.Order;

@Order(2)
class LiveProjectionOnPostgresIT extends LiveProjectionContract {
    @Override
    DataSource database() throws Exception {
        return Databases.postgres();
    }
}
