package io.curfew.command.web.clients;

import io.curfew.command.StartRefusedException;
import io.curfew.command.token.TokenProperties;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Reads the clients from the settings. A setting of a client that is not understood is refused: it may be a restriction. */
@Configuration(proxyBeanMethods = false)
class ClientsConfiguration {

    /** Boot's own report of a setting that it cannot bind shows the value, which may be a secret. */
    private static <T> Map<String, T> bound(Environment environment, String prefix, Class<T> type) {
        try {
            return Binder.get(environment, new NoUnboundElementsBindHandler(BindHandler.DEFAULT))
                    .bind(prefix, Bindable.mapOf(String.class, type))
                    .orElse(Map.of());
        } catch (BindException e) {
            throw new StartRefusedException(
                    "These settings of clients are not understood: " + names(e) + ".",
                    "See the section on clients in docs/operations.md; ids with other signs than lower-case letters, digits"
                            + " and - are written " + prefix + ".\"[id]\".");
        }
    }

    private static String names(BindException refused) {
        return refused.getCause() instanceof UnboundConfigurationPropertiesException unbound
                ? unbound.getUnboundProperties().stream()
                        .map(property -> property.getName().toString())
                        .collect(Collectors.joining(", "))
                : refused.getName().toString();
    }

    @Bean
    Clients clients(Environment environment, TokenProperties tokens) {
        return new Clients(
                bound(environment, "curfew.clients", ClientSettings.class),
                bound(environment, "curfew.introspection.clients", String.class),
                environment.getProperty("curfew.default-client-id", "curfew"),
                Resources.of(tokens));
    }
}
