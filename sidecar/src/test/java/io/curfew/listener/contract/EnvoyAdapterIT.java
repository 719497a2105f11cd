package io.curfew.listener.contract;

import org.junit.jupiter.api.DisplayName;

@DisplayName("The sidecar behind Envoy's external authorization over gRPC")
class EnvoyAdapterIT extends AdapterContract {
    EnvoyAdapterIT() {
        super(EnvoyAdapter::new);
    }
}
