package io.curfew.listener.contract;

import io.curfew.listener.InMemoryNoticeFeed;
import io.curfew.listener.bearer.BearerAnswer;
import io.curfew.listener.bearer.Route;
import io.curfew.listener.grpc.GrpcAnswers;
import io.curfew.listener.grpc.RevocationInterceptor;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The gRPC interceptor on Netty; one unary method per path, and one that never stops talking. */
final class GrpcAdapter implements Adapter {
    static final MethodDescriptor<String, String> TALK = method("talk", MethodType.SERVER_STREAMING);
    private static final Map<String, MethodDescriptor<String, String>> METHODS =
            Map.of("/hello", method("hello", MethodType.UNARY), "/admin/hello", method("admin", MethodType.UNARY));
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final int TWO_MEGABYTES = 2 * 1024 * 1024;

    private final Embedded embedded;
    private final Server server;
    private final ManagedChannel channel;

    GrpcAdapter(String jwksUri, InMemoryNoticeFeed feed) throws IOException {
        embedded = new Embedded(jwksUri, feed);
        RevocationInterceptor interceptor = new RevocationInterceptor(
                embedded.authenticator(),
                embedded.listener(),
                method -> method.getFullMethodName().endsWith("/admin") ? Route.requiring("admin") : Route.DEFAULT);
        server = NettyServerBuilder.forPort(0)
                .maxInboundMetadataSize(TWO_MEGABYTES)
                .addService(ServerInterceptors.intercept(service(), interceptor))
                .build()
                .start();
        channel = NettyChannelBuilder.forAddress("127.0.0.1", server.getPort())
                .usePlaintext()
                .maxInboundMetadataSize(TWO_MEGABYTES)
                .build();
    }

    private static ServerServiceDefinition service() {
        ServerServiceDefinition.Builder service = ServerServiceDefinition.builder("Greeting");
        METHODS.values()
                .forEach(method -> service.addMethod(method, ServerCalls.asyncUnaryCall((request, answers) -> {
                    answers.onNext("hello " + RevocationInterceptor.TOKEN.get().subject());
                    answers.onCompleted();
                })));
        service.addMethod(TALK, ServerCalls.asyncServerStreamingCall(GrpcAdapter::talk));
        return service.build();
    }

    private static void talk(String request, StreamObserver<String> answers) {
        answers.onNext("hello");
    }

    Channel channel(Sent sent) {
        Metadata headers = new Metadata();
        sent.authorization().forEach(value -> headers.put(AUTHORIZATION, value));
        return ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    @Override
    public Answer send(String path, Sent sent) {
        try {
            String body = ClientCalls.blockingUnaryCall(
                    channel(sent), METHODS.get(path), CallOptions.DEFAULT.withDeadlineAfter(10, TimeUnit.SECONDS), "");
            return new Answer(200, Map.of(), body);
        } catch (StatusRuntimeException e) {
            return asHttp(e);
        }
    }

    @Override
    public boolean hasQuery() {
        return false;
    }

    /** What was refused over gRPC, as the same refusal looks over HTTP. */
    static Answer asHttp(StatusRuntimeException refused) {
        Metadata trailers = refused.getTrailers();
        String code = String.valueOf(trailers.get(GrpcAnswers.CODE));
        BearerAnswer answer = Stream.of(
                        BearerAnswer.TOKEN_MISSING,
                        BearerAnswer.TOKEN_INVALID,
                        BearerAnswer.UNVERIFIABLE,
                        BearerAnswer.SESSION_REVOKED,
                        BearerAnswer.STATE_STALE,
                        BearerAnswer.KEYS_UNAVAILABLE,
                        BearerAnswer.MULTIPLE_TOKENS,
                        BearerAnswer.insufficientScope("admin"))
                .filter(each -> each.code().equals(code)
                        && each.detail().equals(refused.getStatus().getDescription())
                        && GrpcAnswers.status(each)
                                .getCode()
                                .equals(refused.getStatus().getCode()))
                .findAny()
                .orElseThrow(() -> new AssertionError(refused + " " + trailers));
        Map<String, List<String>> headers = new TreeMap<>();
        for (String name : List.of("WWW-Authenticate", "Retry-After")) {
            String value =
                    trailers.get(Metadata.Key.of(name.toLowerCase(Locale.ROOT), Metadata.ASCII_STRING_MARSHALLER));
            if (value != null) {
                headers.put(name, List.of(value));
            }
        }
        // gRPC has neither of these, so they are taken as sent.
        headers.put("Cache-Control", List.of("no-store"));
        headers.put("Content-Type", List.of(BearerAnswer.CONTENT_TYPE));
        int status = Integer.parseInt(trailers.get(GrpcAnswers.HTTP_STATUS));
        return new Answer(status, headers, new String(answer.body(), StandardCharsets.UTF_8));
    }

    private static MethodDescriptor<String, String> method(String name, MethodType type) {
        return MethodDescriptor.<String, String>newBuilder()
                .setType(type)
                .setFullMethodName("Greeting/" + name)
                .setRequestMarshaller(new Text())
                .setResponseMarshaller(new Text())
                .build();
    }

    private static final class Text implements MethodDescriptor.Marshaller<String> {
        @Override
        public InputStream stream(String value) {
            return new ByteArrayInputStream(value.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String parse(InputStream stream) {
            try {
                return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        channel.shutdownNow();
        server.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
        embedded.close();
    }
}
