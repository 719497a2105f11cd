package io.curfew.command.web;

import io.curfew.command.AuthCommandApplication;
import io.curfew.command.running.CoreNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A whole node of auth-command, with its HTTP face on a free port. */
final class WebNode implements AutoCloseable {
    static final String ADMIN_PASSWORD = "the admin's password";

    private final ConfigurableApplicationContext context;

    private WebNode(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** One with a database and topics of its own. */
    static WebNode start(String... properties) {
        return start(CoreNode.surroundings("h2"), List.of(), properties);
    }

    /** One in given surroundings, with more beans. */
    static WebNode start(List<String> surroundings, List<Class<?>> extra, String... properties) {
        // First, so that beans which give way to others find them.
        List<Class<?>> sources = new ArrayList<>(extra);
        sources.add(AuthCommandApplication.class);
        List<String> all = new ArrayList<>(surroundings);
        all.addAll(List.of(
                "server.port=0",
                "server.address=127.0.0.1",
                "spring.datasource.hikari.connection-timeout=2000",
                "spring.main.banner-mode=off",
                "logging.level.root=warn",
                "curfew.bootstrap.admin-password=" + ADMIN_PASSWORD));
        all.addAll(List.of(properties));
        if (all.stream().noneMatch(property -> property.startsWith("curfew.publish.budget="))) {
            all.add("curfew.publish.budget=" + CoreNode.PUBLISH_BUDGET);
        }
        String[] arguments = all.stream().map(property -> "--" + property).toArray(String[]::new);
        return new WebNode(new SpringApplicationBuilder(sources.toArray(Class<?>[]::new)).run(arguments));
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
