package io.curfew.command;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** auth-command as a process of its own. Not a component, so that whoever scans this package does not start it twice. */
@EnableAutoConfiguration
@Import(AuthCommandConfiguration.class)
public final class AuthCommandApplication {

    private AuthCommandApplication() {}

    public static void main(String[] args) {
        SpringApplication.run(AuthCommandApplication.class, args);
    }
}
