package io.curfew.listener.contract;

import org.junit.jupiter.api.DisplayName;

@DisplayName("JAX-RS with jjwt")
class JaxRsAdapterIT extends AdapterContract {
    JaxRsAdapterIT() {
        super(JaxRsAdapter::new);
    }
}
