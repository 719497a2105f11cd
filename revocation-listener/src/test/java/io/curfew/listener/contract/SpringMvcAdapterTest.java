package io.curfew.listener.contract;

import org.junit.jupiter.api.DisplayName;

@DisplayName("Spring MVC with Spring Security")
class SpringMvcAdapterTest extends AdapterContract {
    SpringMvcAdapterTest() {
        super((jwksUri, feed) -> new SpringMvcAdapter(jwksUri, feed));
    }
}
