package io.curfew.query.replay;

import io.curfew.query.support.Postgres;
import java.nio.file.Path;
import org.junit.jupiter.api.Order;

@Order(1)
class KillOnPostgresIT extends KillContract {
    @Override
    String url(Path directory) throws Exception {
        return Postgres.url();
    }
}
