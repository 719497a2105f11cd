package io.curfew.query.replay;

import java.nio.file.Path;
import org.junit.jupiter.api.Order;

@Order(1)
class KillOnH2IT extends KillContract {
    @Override
    String url(Path directory) {
        return "jdbc:h2:file:" + directory.resolve("query") + ";WRITE_DELAY=0";
    }
}
