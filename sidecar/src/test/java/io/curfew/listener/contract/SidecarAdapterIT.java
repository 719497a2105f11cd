package io.curfew.listener.contract;

import org.junit.jupiter.api.DisplayName;

@DisplayName("The sidecar behind a proxy that passes its answers on")
class SidecarAdapterIT extends AdapterContract {
    SidecarAdapterIT() {
        super(SidecarAdapter::new);
    }
}
