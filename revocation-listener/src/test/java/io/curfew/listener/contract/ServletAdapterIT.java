package io.curfew.listener.contract;

import org.junit.jupiter.api.DisplayName;

@DisplayName("The plain servlet filter with jjwt")
class ServletAdapterIT extends AdapterContract {
    ServletAdapterIT() {
        super(ServletAdapter::new);
    }
}
