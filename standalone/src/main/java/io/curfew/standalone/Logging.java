package io.curfew.standalone;

import java.nio.file.Path;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Sends the logs of every application in this process to one file, so that the console is for people. */
final class Logging {
    private Logging() {}

    /** Must be called before anything logs. Spring Boot would otherwise configure logging anew for each application. */
    static void toFilesIn(Path logs) {
        System.setProperty("curfew.logs", logs.toString());
        System.setProperty("logback.configurationFile", "io/curfew/standalone/logback-main.xml");
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }
}
