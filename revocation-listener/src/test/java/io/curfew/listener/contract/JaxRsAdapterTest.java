package io.curfew.listener.contract;

import org.junit.jupiter.api.DisplayName;

@DisplayName("JAX-RS with jjwt")
class JaxRsAdapterTest extends AdapterContract {
    JaxRsAdapterTest() {
        super(JaxRsAdapter::new);
    }
}
