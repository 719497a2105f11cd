package io.curfew.standalone;

/** What is printed when everything is ready. */
final class Banner {
    private Banner() {}

    /** Prints the addresses, the passwords if they are new, and the walk. */
    static void print(Standalone platform, Console console) {
        console.line("");
        console.line("Curfew is ready.");
        console.line("  front door   " + platform.frontDoor());
        platform.nodes().forEach(node -> console.line(String.format("  %-11s  %s", node.name(), node.uri())));
        console.line("  Kafka        " + platform.bootstrapServers());
        console.line("");
        platform.passwords().toShow().forEach(console::line);
        platform.passwords().shown();
        console.line("Try it, in another terminal:");
        console.line("");
        Walk.fresh(platform).lines().forEach(line -> console.line("  " + line));
        console.line("");
        console.line("Ctrl-C stops everything.");
    }
}
