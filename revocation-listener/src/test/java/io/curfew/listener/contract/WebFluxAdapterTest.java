package io.curfew.listener.contract;

import org.junit.jupiter.api.DisplayName;

@DisplayName("Spring WebFlux with Spring Security")
class WebFluxAdapterTest extends AdapterContract {
    WebFluxAdapterTest() {
        super((jwksUri, feed) -> new WebFluxAdapter(jwksUri, feed));
    }
}
