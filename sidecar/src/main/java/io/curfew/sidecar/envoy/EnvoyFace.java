package io.curfew.sidecar.envoy;

import io.curfew.listener.bearer.BearerAuthenticator;
import io.curfew.listener.bearer.BearerResult;
import io.curfew.listener.bearer.Route;
import io.curfew.sidecar.check.Caller;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Envoy's external authorization over gRPC: {@code envoy.service.auth.v3.Authorization/Check}. Decides nothing itself.
 * Start once, stop once.
 */
public final class EnvoyFace implements AutoCloseable {
    private static final String SERVICE = "envoy.service.auth.v3.Authorization";
    private static final int THREADS = 16;
    private static final int MOST_WAITING = 1024;
    /** What Envoy sends beside the client's headers: addresses, certificates, the other attributes. */
    private static final int ATTRIBUTES = 64 * 1024;

    private final BearerAuthenticator authenticator;
    private final ExecutorService executor = executor();
    private final Server server;

    /** A server, not yet started. */
    public EnvoyFace(String host, int port, int maxHeaderBytes, BearerAuthenticator authenticator) {
        this.authenticator = authenticator;
        MethodDescriptor<EnvoyMessages.Question, byte[]> check = MethodDescriptor.newBuilder(QUESTION, ANSWER)
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, "Check"))
                .build();
        this.server = NettyServerBuilder.forAddress(new InetSocketAddress(host, port))
                // Envoy sends all headers twice where it sends the header map.
                .maxInboundMessageSize(2 * maxHeaderBytes + ATTRIBUTES)
                .executor(executor)
                .addService(ServerServiceDefinition.builder(SERVICE)
                        .addMethod(check, ServerCalls.asyncUnaryCall(this::check))
                        .build())
                .build();
    }

    /** Starts to listen. */
    public void start() throws IOException {
        server.start();
    }

    /** The port it listens on. */
    public int port() {
        return server.getPort();
    }

    /** Lets running calls end, for a while, and stops. */
    @Override
    public void close() {
        server.shutdown();
        try {
            if (!server.awaitTermination(2, TimeUnit.SECONDS)) {
                server.shutdownNow();
            }
        } catch (InterruptedException e) {
            server.shutdownNow();
            Thread.currentThread().interrupt();
        }
        executor.shutdown();
    }

    private void check(EnvoyMessages.Question question, StreamObserver<byte[]> caller) {
        Route route;
        try {
            route = route(question);
        } catch (IllegalArgumentException e) {
            // Envoy refuses then, unless it was told to let pass what fails.
            caller.onError(Status.INVALID_ARGUMENT
                    .withDescription("the only context extension is scope, one scope (RFC 6749 section 3.3)")
                    .asRuntimeException());
            return;
        }
        BearerResult result = authenticator.authenticate(question.asked().credentials(), route);
        if (result instanceof BearerResult.Accepted accepted) {
            caller.onNext(EnvoyAnswers.accepted(Caller.headers(accepted.token())));
        } else if (result instanceof BearerResult.Refused refused) {
            caller.onNext(EnvoyAnswers.refused(refused.answer()));
        }
        caller.onCompleted();
    }

    private static Route route(EnvoyMessages.Question question) {
        if (question.unknownExtension()) {
            throw new IllegalArgumentException("an unknown context extension");
        }
        return question.scope() == null ? Route.DEFAULT : Route.requiring(question.scope());
    }

    private static ExecutorService executor() {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                THREADS, THREADS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MOST_WAITING), task -> {
                    Thread thread = new Thread(task, "curfew-envoy");
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    private static final MethodDescriptor.Marshaller<EnvoyMessages.Question> QUESTION =
            new MethodDescriptor.Marshaller<>() {
                @Override
                public InputStream stream(EnvoyMessages.Question value) {
                    throw new UnsupportedOperationException("the sidecar asks nobody");
                }

                @Override
                public EnvoyMessages.Question parse(InputStream stream) {
                    try {
                        return EnvoyMessages.read(stream);
                    } catch (IOException e) {
                        throw Status.INVALID_ARGUMENT
                                .withDescription("this is no CheckRequest")
                                .asRuntimeException();
                    }
                }
            };

    private static final MethodDescriptor.Marshaller<byte[]> ANSWER = new MethodDescriptor.Marshaller<>() {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            throw new UnsupportedOperationException("the sidecar asks nobody");
        }
    };
}
