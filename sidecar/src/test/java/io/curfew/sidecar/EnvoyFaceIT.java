package io.curfew.sidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.curfew.listener.InMemoryNoticeFeed;
import io.envoyproxy.envoy.config.core.v3.HeaderValueOption;
import io.envoyproxy.envoy.config.core.v3.HeaderValueOption.HeaderAppendAction;
import io.envoyproxy.envoy.service.auth.v3.AttributeContext;
import io.envoyproxy.envoy.service.auth.v3.AuthorizationGrpc;
import io.envoyproxy.envoy.service.auth.v3.CheckRequest;
import io.envoyproxy.envoy.service.auth.v3.CheckResponse;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the table of bad tokens does not tell of Envoy's form. */
class EnvoyFaceIT {
    private RunningSidecar sidecar;
    private ManagedChannel channel;

    @BeforeEach
    void start() throws Exception {
        sidecar = RunningSidecar.start(
                "https://issuer.test",
                "http://127.0.0.1:1/jwks.json",
                new InMemoryNoticeFeed(),
                Map.of("CURFEW_GRPC_PORT", "0"));
        channel = NettyChannelBuilder.forAddress("127.0.0.1", sidecar.grpcPort())
                .usePlaintext()
                .build();
    }

    @AfterEach
    void stop() {
        channel.shutdownNow();
        sidecar.close();
    }

    @Test
    void a_token_in_the_plain_header_map_counts_where_envoy_sends_no_other() {
        AttributeContext.HttpRequest.Builder http =
                AttributeContext.HttpRequest.newBuilder().putHeaders("authorization", "Bearer x.y.z");

        assertThat(check(http).getDeniedResponse().getBody()).contains("token_invalid");
        assertThat(check(http.setPath("/a?access_token=x"))
                        .getDeniedResponse()
                        .getStatus()
                        .getCodeValue())
                .isEqualTo(400);
        assertThat(check(http.setPath("/a").setQuery("access_token=x"))
                        .getDeniedResponse()
                        .getBody())
                .contains("multiple_tokens");
    }

    @Test
    void a_refusal_overwrites_headers_and_says_unauthenticated() {
        CheckResponse response = check(AttributeContext.HttpRequest.newBuilder());

        assertThat(response.getStatus().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED.value());
        assertThat(response.getDeniedResponse().getHeadersList())
                .isNotEmpty()
                .extracting(HeaderValueOption::getAppendAction)
                .containsOnly(HeaderAppendAction.OVERWRITE_IF_EXISTS_OR_ADD);
    }

    @Test
    void an_empty_request_is_a_request_without_a_token() {
        assertThat(AuthorizationGrpc.newBlockingStub(channel)
                        .check(CheckRequest.getDefaultInstance())
                        .getDeniedResponse()
                        .getBody())
                .contains("token_missing");
    }

    @Test
    void a_scope_that_is_none_an_unknown_extension_and_bytes_that_are_no_request_let_nobody_pass() {
        for (AttributeContext.Builder wrong : List.of(
                AttributeContext.newBuilder().putContextExtensions("scope", "a\"b"),
                AttributeContext.newBuilder().putContextExtensions("scopes", "admin"))) {
            CheckRequest request =
                    CheckRequest.newBuilder().setAttributes(wrong).build();
            assertThatThrownBy(() -> AuthorizationGrpc.newBlockingStub(channel).check(request))
                    .isInstanceOf(StatusRuntimeException.class)
                    .hasMessageContaining("INVALID_ARGUMENT");
        }

        for (byte[] bytes : new byte[][] {{1}, {10, 127}, {10, 2, 34, 9}, {12}, {10, 1, (byte) 0xff}}) {
            assertThatThrownBy(() -> raw(bytes)).isInstanceOf(StatusRuntimeException.class);
        }
    }

    private CheckResponse check(AttributeContext.HttpRequest.Builder http) {
        return AuthorizationGrpc.newBlockingStub(channel)
                .check(CheckRequest.newBuilder()
                        .setAttributes(AttributeContext.newBuilder()
                                .setRequest(
                                        AttributeContext.Request.newBuilder().setHttp(http)))
                        .build());
    }

    private void raw(byte[] bytes) {
        MethodDescriptor.Marshaller<byte[]> plain = new MethodDescriptor.Marshaller<>() {
            @Override
            public InputStream stream(byte[] value) {
                return new ByteArrayInputStream(value);
            }

            @Override
            public byte[] parse(InputStream stream) {
                return new byte[0];
            }
        };
        MethodDescriptor<byte[], byte[]> method = MethodDescriptor.newBuilder(plain, plain)
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName("envoy.service.auth.v3.Authorization/Check")
                .build();
        ClientCalls.blockingUnaryCall(channel, method, CallOptions.DEFAULT, bytes);
    }
}
