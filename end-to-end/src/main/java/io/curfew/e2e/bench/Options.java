package io.curfew.e2e.bench;

/** Numbers on a benchmark's command line. Stateless. */
final class Options {
    private Options() {}

    /** The number behind that name, or the other one. */
    static int of(String[] args, String name, int otherwise) {
        for (int i = 0; i + 1 < args.length; i++) {
            if (args[i].equals(name)) {
                return Integer.parseInt(args[i + 1]);
            }
        }
        return otherwise;
    }
}
