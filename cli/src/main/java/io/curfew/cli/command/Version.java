package io.curfew.cli.command;

import picocli.CommandLine.IVersionProvider;

/** The version, as the jar says it. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {
            "curfew " + (version == null ? "unreleased" : version) + ", Java "
                    + Runtime.version().feature()
        };
    }
}
