package io.curfew.listener.grpc;

import io.curfew.listener.bearer.BearerAnswer;
import io.curfew.listener.bearer.BearerAuthenticator;
import io.curfew.listener.bearer.Route;
import io.curfew.listener.bearer.VerifiedToken;
import io.grpc.ForwardingServerCall;
import io.grpc.ForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A streaming call that ends when its token is no longer accepted. {@link ServerCall} is not thread-safe, and a revocation
 * arrives on a thread of its own: so all that sends goes through one lock, and after the end nothing is sent.
 */
final class WatchedCall<Q, A> extends ForwardingServerCall.SimpleForwardingServerCall<Q, A> {
    private static final Logger log = LoggerFactory.getLogger(WatchedCall.class);

    private final Object lock = new Object();
    private boolean closed;
    private boolean over;
    private @Nullable AutoCloseable watch;

    WatchedCall(ServerCall<Q, A> call) {
        super(call);
    }

    /** Watches the token until the call is over. */
    ServerCall.Listener<Q> until(
            BearerAuthenticator authenticator, VerifiedToken token, Route route, ServerCall.Listener<Q> inner) {
        AutoCloseable started = authenticator.watch(token, route, this::end);
        boolean late;
        synchronized (lock) {
            watch = started;
            late = over;
        }
        if (late) {
            release();
        }
        return new ForwardingServerCallListener.SimpleForwardingServerCallListener<>(inner) {
            @Override
            public void onMessage(Q message) {
                if (!isClosed()) {
                    super.onMessage(message);
                }
            }

            @Override
            public void onHalfClose() {
                if (!isClosed()) {
                    super.onHalfClose();
                }
            }

            @Override
            public void onCancel() {
                release();
                super.onCancel();
            }

            @Override
            public void onComplete() {
                release();
                super.onComplete();
            }
        };
    }

    @Override
    public void sendHeaders(Metadata headers) {
        synchronized (lock) {
            if (!closed) {
                super.sendHeaders(headers);
            }
        }
    }

    @Override
    public void sendMessage(A message) {
        synchronized (lock) {
            if (!closed) {
                super.sendMessage(message);
            }
        }
    }

    @Override
    public void close(Status status, Metadata trailers) {
        synchronized (lock) {
            if (!closed) {
                closed = true;
                super.close(status, trailers);
            }
        }
    }

    private void end(BearerAnswer answer) {
        close(GrpcAnswers.status(answer), GrpcAnswers.trailers(answer));
    }

    private boolean isClosed() {
        synchronized (lock) {
            return closed;
        }
    }

    private void release() {
        AutoCloseable ended;
        synchronized (lock) {
            over = true;
            ended = watch;
            watch = null;
        }
        if (ended != null) {
            try {
                ended.close();
            } catch (Exception e) {
                log.warn("The watch over a call could not be ended", e);
            }
        }
    }
}
