package io.curfew.listener.contract;

import org.junit.jupiter.api.DisplayName;

@DisplayName("gRPC with jjwt")
class GrpcAdapterIT extends AdapterContract {
    GrpcAdapterIT() {
        super(GrpcAdapter::new);
    }
}
