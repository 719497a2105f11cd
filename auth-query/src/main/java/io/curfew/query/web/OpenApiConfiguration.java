package io.curfew.query.web;

import io.curfew.events.browser.TokenCookieNames;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import java.util.TreeMap;
import org.springdoc.core.models.GroupedOpenApi;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Describes the HTTP face, as a group of its own so that auth-command may be described beside it. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    @Bean
    GroupedOpenApi authQueryApi() {
        return GroupedOpenApi.builder()
                .group("auth-query")
                .packagesToScan("io.curfew.query.web")
                .addOpenApiCustomizer(OpenApiConfiguration::describe)
                .build();
    }

    private static void describe(OpenAPI api) {
        api.setInfo(new Info()
                .title("Curfew auth-query")
                .description("Who is signed in where, and how it came to be. Every path is also served below /api/v1,"
                        + " and with a trailing slash.")
                .version("1")
                .license(new License().name("Apache-2.0")));
        api.setServers(List.of(new Server().url("/")));
        Components components = api.getComponents() == null ? new Components() : api.getComponents();
        components.addSecuritySchemes(
                "bearer",
                new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .bearerFormat("at+jwt, RFC 9068"));
        components.addSecuritySchemes(
                "cookie",
                new SecurityScheme()
                        .type(SecurityScheme.Type.APIKEY)
                        .in(SecurityScheme.In.COOKIE)
                        .name(TokenCookieNames.ACCESS));
        api.setComponents(components);
        api.setSecurity(
                List.of(new SecurityRequirement().addList("bearer"), new SecurityRequirement().addList("cookie")));
        io.swagger.v3.oas.models.Paths described = new io.swagger.v3.oas.models.Paths();
        new TreeMap<>(api.getPaths()).forEach((path, item) -> {
            if (!path.startsWith(Paths.V1) && !path.endsWith("/")) {
                described.addPathItem(path, item);
            }
        });
        api.setPaths(described);
        Responses.describe(api);
    }
}
