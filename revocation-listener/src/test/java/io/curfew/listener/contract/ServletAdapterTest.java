package io.curfew.listener.contract;

import org.junit.jupiter.api.DisplayName;

@DisplayName("The plain servlet filter with jjwt")
class ServletAdapterTest extends AdapterContract {
    ServletAdapterTest() {
        super(ServletAdapter::new);
    }
}
