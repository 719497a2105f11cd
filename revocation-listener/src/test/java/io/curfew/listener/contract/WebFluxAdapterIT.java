package io.curfew.listener.contract;

import org.junit.jupiter.api.DisplayName;

@DisplayName("Spring WebFlux with Spring Security")
class WebFluxAdapterIT extends AdapterContract {
    WebFluxAdapterIT() {
        super((jwksUri, feed) -> new WebFluxAdapter(jwksUri, feed));
    }
}
