package io.curfew.listener.contract;

import org.junit.jupiter.api.DisplayName;

@DisplayName("Spring MVC with Spring Security")
class SpringMvcAdapterIT extends AdapterContract {
    SpringMvcAdapterIT() {
        super((jwksUri, feed) -> new SpringMvcAdapter(jwksUri, feed));
    }
}
