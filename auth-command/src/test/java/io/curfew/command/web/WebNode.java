package io.curfew.command.web;

import io.curfew.command.AuthCommandApplication;
import io.curfew.command.running.CoreNode;
import io.curfew.command.running.Settings;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** A whole node of auth-command, with its HTTP face on a free port. */
final class WebNode implements AutoCloseable {
    static final String ADMIN_PASSWORD = "the admin's password";

    /** That of client {@code orders}, who may introspect on the shared node. */
    static final String ORDERS_SECRET = "a secret of orders: + % ü";

    /** A public client that no test but one of a node uses. */
    static final String APP = "app";

    /** Name of the lock on {@link #quiet()}. */
    static final String QUIET = "the quiet node";

    private static final List<String> USUAL = List.of(
            "server.port=0",
            "server.address=127.0.0.1",
            // Who is to see a database that is away asks for less.
            "spring.datasource.hikari.connection-timeout=30000",
            "spring.datasource.hikari.minimum-idle=1",
            "spring.main.banner-mode=off",
            "curfew.bootstrap.admin-password=" + ADMIN_PASSWORD,
            "curfew.clients." + APP + ".name=The app",
            "curfew.publish.budget=" + CoreNode.PUBLISH_BUDGET,
            // Nor is it their matter how fast a busy machine hashes passwords.
            "curfew.passwords.patience=60s",
            // Making an RSA key takes long; the shared node has one.
            "curfew.keys.algorithm=ES256");

    private static WebNode shared;
    private static WebNode quiet;

    private final ConfigurableApplicationContext context;

    private WebNode(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /**
     * One for all tests that do not change how it runs and look at nothing but their own people. Rules about more than one
     * session, user or token have no place here.
     */
    static synchronized WebNode shared() {
        if (shared == null) {
            shared = start(
                    "curfew.keys.algorithm=RS256",
                    "curfew.origins=https://app.example.org",
                    "curfew.introspection.clients.orders=" + ORDERS_SECRET,
                    // All of them come from one address.
                    "curfew.throttle.address-burst=100000",
                    "curfew.throttle.register-burst=100000");
        }
        return shared;
    }

    /** One for tests that count whatever there is: whoever uses it holds the lock {@link #QUIET}. */
    static synchronized WebNode quiet() {
        if (quiet == null) {
            quiet = start();
        }
        return quiet;
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
        String[] arguments = Settings.arguments(USUAL, surroundings, List.of(properties));
        WebNode node = new WebNode(new SpringApplicationBuilder(sources.toArray(Class<?>[]::new))
                // Whoever is still there when the JVM ends has nothing to lose.
                .registerShutdownHook(false)
                .run(arguments));
        node.bean(JdbcTemplate.class)
                .update(
                        "update account set password_hash = ? where username = 'admin'",
                        Person.checkedAtOnce(ADMIN_PASSWORD));
        return node;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + property("local.server.port"));
    }

    String property(String name) {
        return context.getEnvironment().getRequiredProperty(name);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    @Override
    public void close() {
        context.close();
    }
}
