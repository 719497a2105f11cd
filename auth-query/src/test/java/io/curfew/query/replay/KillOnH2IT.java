package io.curfew.query.replay;

import java.nio.file.Path;

class KillOnH2IT extends KillContract {
    @Override
    String url(Path directory) {
        return "jdbc:h2:file:" + directory.resolve("query") + ";WRITE_DELAY=0";
    }
}
