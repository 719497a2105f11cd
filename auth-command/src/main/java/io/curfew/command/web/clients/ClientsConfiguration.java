package io.curfew.command.web.clients;

import io.curfew.command.token.TokenProperties;
import java.util.Map;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Reads the clients from the settings. A setting of a client that is not understood is refused: it may be a restriction. */
@Configuration(proxyBeanMethods = false)
class ClientsConfiguration {

    @Bean
    Clients clients(Environment environment, TokenProperties tokens) {
        Binder binder = Binder.get(environment, new NoUnboundElementsBindHandler(BindHandler.DEFAULT));
        return new Clients(
                binder.bind("curfew.clients", Bindable.mapOf(String.class, ClientSettings.class))
                        .orElse(Map.of()),
                binder.bind("curfew.introspection.clients", Bindable.mapOf(String.class, String.class))
                        .orElse(Map.of()),
                environment.getProperty("curfew.default-client-id", "curfew"),
                Resources.of(tokens));
    }
}
