package io.curfew.standalone.broker;

import java.io.IOException;
import java.nio.file.Path;

/** The main class of a process that starts a broker and then does nothing until it is killed. */
final class BrokerParent {
    private BrokerParent() {}

    public static void main(String[] args) throws IOException {
        Path directory = Path.of(args[0]);
        Broker broker =
                Broker.start(Integer.parseInt(args[1]), directory.resolve("kafka"), directory, System.err::println);
        broker.awaitReady();
        System.out.println(broker.pid());
        int unused = System.in.read();
    }
}
