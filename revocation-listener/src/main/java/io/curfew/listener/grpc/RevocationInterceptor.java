package io.curfew.listener.grpc;

import io.curfew.listener.RevocationListener;
import io.curfew.listener.bearer.BearerAnswer;
import io.curfew.listener.bearer.BearerAuthenticator;
import io.curfew.listener.bearer.BearerCredentials;
import io.curfew.listener.bearer.BearerResult;
import io.curfew.listener.bearer.Route;
import io.curfew.listener.bearer.VerifiedToken;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * An interceptor that lets only calls with a genuine, unrevoked token pass, and ends a streaming call when its token would no
 * longer be accepted: revoked, expired, or on a node that has turned stale under a policy that refuses then. Services find the token under {@link #TOKEN}. Put it innermost but for what needs the caller; leave health checks
 * out of it. Thread-safe.
 *
 * <p>A refusal carries in its trailers what an HTTP answer carries in headers and body: {@code curfew-status},
 * {@code curfew-code}, {@code www-authenticate}, {@code retry-after}.
 */
public final class RevocationInterceptor implements ServerInterceptor {
    /** Holds the token of the call. */
    public static final Context.Key<VerifiedToken> TOKEN = Context.key("io.curfew.listener.token");

    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    private final BearerAuthenticator authenticator;
    private final Function<MethodDescriptor<?, ?>, Route> routes;

    /**
     * An interceptor by the rule of the authenticator's gate.
     *
     * @param listener the one behind the authenticator's gate
     */
    public RevocationInterceptor(BearerAuthenticator authenticator, RevocationListener listener) {
        this(authenticator, listener, method -> Route.DEFAULT);
    }

    /** An interceptor with what single methods ask for. */
    public RevocationInterceptor(
            BearerAuthenticator authenticator,
            RevocationListener listener,
            Function<MethodDescriptor<?, ?>, Route> routes) {
        this.authenticator = authenticator;
        this.routes = routes;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        Route route = routes.apply(call.getMethodDescriptor());
        BearerResult result = authenticator.authenticate(BearerCredentials.of(authorization(headers), null), route);
        if (result instanceof BearerResult.Refused refused) {
            return refuse(call, refused.answer());
        }
        VerifiedToken token = ((BearerResult.Accepted) result).token();
        Context context = Context.current().withValue(TOKEN, token);
        if (call.getMethodDescriptor().getType().serverSendsOneMessage()
                && call.getMethodDescriptor().getType().clientSendsOneMessage()) {
            return Contexts.interceptCall(context, call, headers, next);
        }
        WatchedCall<Q, A> watched = new WatchedCall<>(call);
        ServerCall.Listener<Q> inner = Contexts.interceptCall(context, watched, headers, next);
        return watched.until(authenticator, token, route, inner);
    }

    private static List<String> authorization(Metadata headers) {
        Iterable<String> values = headers.getAll(AUTHORIZATION);
        List<String> all = new ArrayList<>();
        if (values != null) {
            values.forEach(all::add);
        }
        return all;
    }

    private static <Q> ServerCall.Listener<Q> refuse(ServerCall<Q, ?> call, BearerAnswer answer) {
        call.close(GrpcAnswers.status(answer), GrpcAnswers.trailers(answer));
        return new ServerCall.Listener<>() {};
    }
}
