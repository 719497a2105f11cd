package io.curfew.command.web;

import io.curfew.command.web.credentials.ApiPaths;
import io.curfew.events.browser.TokenCookieNames;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import java.util.TreeMap;
import org.springdoc.core.models.GroupedOpenApi;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Describes the HTTP face, as a group of its own so that auth-query may be described beside it. */
@Configuration(value = "commandOpenApiConfiguration", proxyBeanMethods = false)
class OpenApiConfiguration {
    static final String BEARER = "bearer";
    static final String COOKIE = "cookie";

    @Bean
    GroupedOpenApi authCommandApi() {
        return GroupedOpenApi.builder()
                .group("auth-command")
                .packagesToScan(OpenApiConfiguration.class.getPackageName())
                .addOpenApiCustomizer(OpenApiConfiguration::describe)
                .build();
    }

    private static void describe(OpenAPI api) {
        api.setInfo(new Info()
                .title("Curfew auth-command")
                .description("Log in, refresh, log out. Every path is also served below /api/v1, and with a trailing"
                        + " slash. A command that is durable but not yet published answers 202 with the Location of its"
                        + " state. Curfew-Position is the position to query at, Curfew-Revocation the id of the"
                        + " revocation.")
                .version("1")
                .license(new License().name("Apache-2.0")));
        api.setServers(List.of(new Server().url("/")));
        Components components = api.getComponents() == null ? new Components() : api.getComponents();
        components.addSecuritySchemes(
                BEARER,
                new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .bearerFormat("at+jwt, RFC 9068"));
        components.addSecuritySchemes(
                COOKIE,
                new SecurityScheme()
                        .type(SecurityScheme.Type.APIKEY)
                        .in(SecurityScheme.In.COOKIE)
                        .name(TokenCookieNames.ACCESS));
        api.setComponents(components);
        Paths described = new Paths();
        new TreeMap<>(api.getPaths()).forEach((path, item) -> {
            if (!path.startsWith(ApiPaths.V1) && !path.endsWith("{path}")) {
                described.addPathItem(path, item);
            }
        });
        api.setPaths(described);
        OpenApiResponses.describe(api);
    }
}
