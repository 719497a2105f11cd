package io.curfew.listener.contract;

import org.junit.jupiter.api.DisplayName;

@DisplayName("gRPC with jjwt")
class GrpcAdapterTest extends AdapterContract {
    GrpcAdapterTest() {
        super(GrpcAdapter::new);
    }
}
