package io.curfew.command.running;

import static org.awaitility.Awaitility.await;

import io.curfew.command.sessions.Revocations;
import io.curfew.command.sessions.SessionCommands;
import io.curfew.command.sessions.SessionLookup;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** A node of auth-command without its HTTP face. */
public final class CoreNode implements AutoCloseable {
    /** How soon Kafka acknowledges is not what most tests are about; on a busy machine it may take its time. */
    public static final String PUBLISH_BUDGET = "20s";

    private static final List<String> USUAL = List.of(
            // Who is to see a database that is away asks for less.
            "spring.datasource.hikari.connection-timeout=30000",
            "spring.datasource.hikari.minimum-idle=1",
            "curfew.publish.budget=" + PUBLISH_BUDGET,
            "spring.main.banner-mode=off");

    private static final Map<String, List<String>> SURROUNDINGS = new HashMap<>();
    private static final Map<String, CoreNode> SHARED = new HashMap<>();

    private final ConfigurableApplicationContext context;

    private CoreNode(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Starts one; the properties are those of Boot. */
    public static CoreNode start(List<String> properties, Class<?>... extra) {
        List<Class<?>> sources = new ArrayList<>(List.of(Core.class));
        sources.addAll(Arrays.asList(extra));
        return new CoreNode(new SpringApplicationBuilder(sources.toArray(Class<?>[]::new))
                .web(WebApplicationType.NONE)
                // Whoever is still there when the JVM ends has nothing to lose.
                .registerShutdownHook(false)
                .run(Settings.arguments(USUAL, properties)));
    }

    /** One on this kind of database for all tests that look at nothing but their own users ({@link Someone}). */
    public static CoreNode shared(String vendor) {
        return shared(vendor, "one");
    }

    /** Another beside the shared one on PostgreSQL; a file of H2 belongs to one process. */
    public static CoreNode sharedOther() {
        return shared("postgresql", "other");
    }

    private static CoreNode shared(String vendor, String name) {
        synchronized (SHARED) {
            List<String> surroundings = SURROUNDINGS.computeIfAbsent(vendor, CoreNode::surroundings);
            return SHARED.computeIfAbsent(vendor + " " + name, key -> {
                CoreNode node = start(surroundings);
                node.awaitSettled();
                return node;
            });
        }
    }

    /** A database, the shared broker and topics of their own. */
    public static List<String> surroundings(String vendor) {
        List<String> properties = new ArrayList<>(Databases.fresh(vendor));
        properties.addAll(topics(Broker.address()));
        return properties;
    }

    /** Topics of their own on a broker. */
    public static List<String> topics(String bootstrapServers) {
        String run = UUID.randomUUID().toString().substring(0, 8);
        return List.of(
                "curfew.kafka.bootstrap-servers=" + bootstrapServers,
                "curfew.kafka.events-topic=session-events-" + run,
                "curfew.kafka.revocations-topic=session-revocations-" + run,
                "curfew.kafka.receipts-topic=session-receipts-" + run,
                "curfew.kafka.personal-keys-topic=personal-data-keys-" + run,
                "curfew.kafka.heads-topic=session-heads-" + run);
    }

    public SessionCommands commands() {
        return context.getBean(SessionCommands.class);
    }

    public SessionLookup lookup() {
        return context.getBean(SessionLookup.class);
    }

    public Revocations revocations() {
        return context.getBean(Revocations.class);
    }

    public JdbcTemplate jdbc() {
        return context.getBean(JdbcTemplate.class);
    }

    /** Waits until whatever the revocation topic lacks has been published again, so that this comes in between nothing. */
    public void awaitSettled() {
        await().until(() -> jdbc().queryForObject(
                                "select count(*) from settled_topic where name = ?",
                                Integer.class,
                                property("curfew.kafka.revocations-topic"))
                == 1);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public String property(String name) {
        return context.getEnvironment().getRequiredProperty(name);
    }

    @Override
    public void close() {
        context.close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @ComponentScan({
        "io.curfew.command.axon",
        "io.curfew.command.database",
        "io.curfew.command.history",
        "io.curfew.command.outbox",
        "io.curfew.command.personal",
        "io.curfew.command.sessions"
    })
    static class Core {
        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }
    }
}
