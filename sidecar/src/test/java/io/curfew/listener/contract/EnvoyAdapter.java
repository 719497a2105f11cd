package io.curfew.listener.contract;

import io.curfew.listener.InMemoryNoticeFeed;
import io.curfew.sidecar.RunningSidecar;
import io.envoyproxy.envoy.config.core.v3.HeaderMap;
import io.envoyproxy.envoy.config.core.v3.HeaderValue;
import io.envoyproxy.envoy.config.core.v3.HeaderValueOption;
import io.envoyproxy.envoy.service.auth.v3.AttributeContext;
import io.envoyproxy.envoy.service.auth.v3.AuthorizationGrpc;
import io.envoyproxy.envoy.service.auth.v3.CheckRequest;
import io.envoyproxy.envoy.service.auth.v3.CheckResponse;
import io.envoyproxy.envoy.service.auth.v3.DeniedHttpResponse;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Envoy with {@code encode_raw_headers}, by its own generated client. */
final class EnvoyAdapter implements Adapter {
    private final RunningSidecar sidecar;
    private final ManagedChannel channel;

    EnvoyAdapter(String jwksUri, InMemoryNoticeFeed feed) throws Exception {
        sidecar = RunningSidecar.start(TokenForge.ISSUER, jwksUri, feed, Map.of("CURFEW_GRPC_PORT", "0"));
        channel = NettyChannelBuilder.forAddress("127.0.0.1", sidecar.grpcPort())
                .usePlaintext()
                .build();
    }

    @Override
    public Answer send(String path, Sent sent) {
        HeaderMap.Builder headers = HeaderMap.newBuilder().addHeaders(header("x-other", "Bearer not-this"));
        sent.authorization().forEach(value -> headers.addHeaders(header("authorization", value)));
        AttributeContext.HttpRequest http = AttributeContext.HttpRequest.newBuilder()
                .setId("1")
                .setMethod("GET")
                .setHeaderMap(headers)
                .setPath(sent.query() == null ? path : path + "?" + sent.query())
                .setHost("service.test")
                .setSize(-1)
                .build();
        AttributeContext.Builder attributes = AttributeContext.newBuilder()
                .setRequest(AttributeContext.Request.newBuilder().setHttp(http));
        if (path.startsWith("/admin/")) {
            attributes.putContextExtensions("scope", "admin");
        }
        return answer(AuthorizationGrpc.newBlockingStub(channel)
                .check(CheckRequest.newBuilder().setAttributes(attributes).build()));
    }

    /** What Envoy makes of it. */
    static Answer answer(CheckResponse response) {
        if (response.getStatus().getCode() == 0) {
            return new Answer(
                    200,
                    Map.of(),
                    "hello " + all(response.getOkResponse().getHeadersList()).get("X-Curfew-Subject"));
        }
        DeniedHttpResponse denied = response.getDeniedResponse();
        Map<String, List<String>> headers = new TreeMap<>();
        all(denied.getHeadersList()).forEach((name, value) -> headers.put(name, List.of(value)));
        return new Answer(denied.getStatus().getCodeValue(), headers, denied.getBody());
    }

    private static Map<String, String> all(List<HeaderValueOption> options) {
        Map<String, String> headers = new TreeMap<>();
        options.forEach(option ->
                headers.put(option.getHeader().getKey(), option.getHeader().getValue()));
        return headers;
    }

    private static HeaderValue.Builder header(String name, String value) {
        return HeaderValue.newBuilder()
                .setKey(name)
                .setRawValue(
                        com.google.protobuf.ByteString.copyFrom(value, java.nio.charset.StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() throws Exception {
        channel.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
        sidecar.close();
    }
}
