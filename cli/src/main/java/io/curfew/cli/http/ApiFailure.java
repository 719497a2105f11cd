package io.curfew.cli.http;

import io.curfew.cli.terminal.CommandFailure;
import io.curfew.cli.terminal.ExitCode;
import java.io.Serial;

/** The platform refused; with the code of its problem (RFC 9457). */
public final class ApiFailure extends CommandFailure {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    ApiFailure(int status, String code, String detail) {
        super(exitCode(status), detail + (code.isEmpty() ? "" : " (" + code + ")"));
        this.status = status;
        this.code = code;
    }

    public int status() {
        return status;
    }

    /** Empty when the answer had none, which is then no answer of the platform's. */
    public String code() {
        return code;
    }

    private static ExitCode exitCode(int status) {
        return switch (status) {
            case 400, 422 -> ExitCode.USAGE;
            case 401, 403, 429, 502, 503, 504 -> ExitCode.NO_ACCESS;
            default -> ExitCode.FAILED;
        };
    }
}
