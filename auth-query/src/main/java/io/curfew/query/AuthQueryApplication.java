package io.curfew.query;

import java.util.Arrays;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;

/**
 * auth-query as a process of its own; with {@code --rebuild} it builds the projections anew instead and exits. Not a
 * component, so that whoever scans this package does not start it twice.
 */
@EnableAutoConfiguration
@Import(AuthQueryConfiguration.class)
public final class AuthQueryApplication {
    private static final String REBUILD = "--rebuild";
    /** Its own file name: in one process with auth-command, a second application.yml would not be found. */
    static final String CONFIG_NAME = "spring.config.name=auth-query,application";

    private AuthQueryApplication() {}

    public static void main(String[] args) {
        if (Arrays.asList(args).contains(REBUILD)) {
            System.exit(RebuildCommand.run(args, System.out, System.err));
        }
        new SpringApplicationBuilder(AuthQueryApplication.class)
                .properties(CONFIG_NAME)
                .run(args);
    }
}
