package io.curfew.standalone;

import io.curfew.command.AuthCommandApplication;
import io.curfew.command.web.credentials.SessionAuthentication;
import io.curfew.example.ResourceServiceApplication;
import io.curfew.query.AuthQueryApplication;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The Spring applications of this process and the settings that make one platform of them. Immutable. */
final class Applications {
    private final int port;
    private final String bootstrapServers;

    Applications(int port, String bootstrapServers) {
        this.port = port;
        this.bootstrapServers = bootstrapServers;
    }

    String issuer() {
        return "http://127.0.0.1:" + port;
    }

    /** Starts the front door; returns when it serves. */
    ConfigurableApplicationContext frontDoor(DataDirectory data, Passwords passwords, Map<String, String> more) {
        Map<String, String> settings = common(port, "front-door", "front-door-1");
        settings.put(
                "spring.config.location",
                ModuleDefaults.location(AuthCommandApplication.class, "application.yml") + ","
                        + ModuleDefaults.location(AuthQueryApplication.class, "auth-query.yml"));
        settings.put("spring.datasource.url", data.databaseUrl());
        settings.put("spring.datasource.username", "curfew");
        settings.put("spring.datasource.password", "");
        settings.put("curfew.issuer", issuer());
        settings.remove("spring.security.oauth2.resourceserver.jwt.audiences"); // auth-query's own
        settings.put("curfew.kafka.bootstrap-servers", bootstrapServers);
        settings.put("curfew.kafka.create-topics", "true");
        settings.put("curfew.kafka.replication-factor", "1");
        // The same after a crash, so that rows committed before it are sent at once.
        settings.put("curfew.relay.node", "front-door-1");
        settings.put("curfew.query.bootstrap-servers", bootstrapServers);
        settings.put("curfew.query.deny-others", "false");
        // auth-command decides about its own callers, by its store: log-outs go on while the listener is stale.
        settings.put("curfew.listener.checked-elsewhere", SessionAuthentication.class.getName());
        putIfKnown(settings, "curfew.bootstrap.admin-password", passwords.admin());
        putIfKnown(settings, "curfew.bootstrap.auditor-password", passwords.auditor());
        settings.putAll(more);
        return run(FrontDoor.class, settings);
    }

    /** Starts one node of a resource service; returns when it serves, though its listener may still be catching up. */
    ConfigurableApplicationContext resourceService(String name, int servicePort) {
        Map<String, String> settings = common(servicePort, name, name + "-1");
        settings.put(
                "spring.config.location",
                ModuleDefaults.location(ResourceServiceApplication.class, "application.properties"));
        settings.put(LeanAutoConfiguration.PROPERTY, "true");
        return run(ResourceServiceApplication.class, settings);
    }

    private Map<String, String> common(int ownPort, String service, String node) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("server.address", "127.0.0.1");
        settings.put("server.port", String.valueOf(ownPort));
        settings.put("server.shutdown", "immediate");
        settings.put("server.tomcat.threads.max", "32");
        settings.put("spring.application.name", service);
        settings.put("spring.lifecycle.timeout-per-shutdown-phase", "3s");
        settings.put("spring.security.oauth2.resourceserver.jwt.issuer-uri", issuer());
        settings.put("spring.security.oauth2.resourceserver.jwt.jwk-set-uri", issuer() + "/.well-known/jwks.json");
        settings.put("spring.security.oauth2.resourceserver.jwt.audiences", "curfew");
        settings.put("curfew.listener.bootstrap-servers", bootstrapServers);
        settings.put("curfew.listener.service", service);
        settings.put("curfew.listener.node", node);
        settings.put("management.endpoint.health.probes.enabled", "true");
        return settings;
    }

    private static void putIfKnown(Map<String, String> settings, String name, @Nullable String value) {
        if (value != null) {
            settings.put(name, value);
        }
    }

    private static ConfigurableApplicationContext run(Class<?> application, Map<String, String> settings) {
        String[] arguments = settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
        return new SpringApplicationBuilder(application)
                .bannerMode(Banner.Mode.OFF)
                // Standalone closes what it started, in its order.
                .registerShutdownHook(false)
                .run(arguments);
    }
}
