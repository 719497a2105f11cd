package io.curfew.listener.grpc;

import io.curfew.listener.bearer.BearerAnswer;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.Locale;

/** A {@link BearerAnswer} as gRPC sends it. Stateless. */
public final class GrpcAnswers {
    /** The trailer with the stable code. */
    public static final Metadata.Key<String> CODE = Metadata.Key.of("curfew-code", Metadata.ASCII_STRING_MARSHALLER);
    /** The trailer with the HTTP status. */
    public static final Metadata.Key<String> HTTP_STATUS =
            Metadata.Key.of("curfew-status", Metadata.ASCII_STRING_MARSHALLER);

    private GrpcAnswers() {}

    /** The status: UNAVAILABLE may be tried again as it is, UNAUTHENTICATED with another token, the others not. */
    public static Status status(BearerAnswer answer) {
        Status status =
                switch (answer.status()) {
                    case 400 -> Status.INVALID_ARGUMENT;
                    case 401 -> Status.UNAUTHENTICATED;
                    case 403 -> Status.PERMISSION_DENIED;
                    case 503 -> Status.UNAVAILABLE;
                    default -> Status.UNKNOWN;
                };
        return status.withDescription(answer.detail());
    }

    /** The trailers: the code, the HTTP status, and the headers that are about the token and not about a body. */
    public static Metadata trailers(BearerAnswer answer) {
        Metadata trailers = new Metadata();
        trailers.put(CODE, answer.code());
        trailers.put(HTTP_STATUS, String.valueOf(answer.status()));
        answer.headers().forEach((name, value) -> {
            if (name.equals("WWW-Authenticate") || name.equals("Retry-After")) {
                trailers.put(Metadata.Key.of(name.toLowerCase(Locale.ROOT), Metadata.ASCII_STRING_MARSHALLER), value);
            }
        });
        return trailers;
    }
}
