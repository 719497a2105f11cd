package io.curfew.sidecar.envoy;

import com.google.protobuf.CodedOutputStream;
import io.curfew.listener.bearer.BearerAnswer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Writes {@code envoy.service.auth.v3.CheckResponse}, by the numbers of its fields. Stateless. */
final class EnvoyAnswers {
    private static final int UNAUTHENTICATED = 16;
    /** HeaderAppendAction.OVERWRITE_IF_EXISTS_OR_ADD: what the client wrote into our headers itself is gone. */
    private static final int OVERWRITE = 2;

    private EnvoyAnswers() {}

    private interface Fields {
        void write(CodedOutputStream out) throws IOException;
    }

    /** CheckResponse: status = 1 (OK when empty), ok_response = 3 with headers = 2. */
    static byte[] accepted(Map<String, String> headers) {
        return message(out -> {
            out.writeByteArray(1, new byte[0]);
            out.writeByteArray(3, headers(headers));
        });
    }

    /** CheckResponse: status = 1, denied_response = 2 with status = 1, headers = 2, body = 3. */
    static byte[] refused(BearerAnswer answer) {
        return message(out -> {
            out.writeByteArray(1, message(status -> status.writeInt32(1, UNAUTHENTICATED)));
            out.writeByteArray(2, message(denied -> {
                denied.writeByteArray(1, message(http -> http.writeEnum(1, answer.status())));
                denied.writeRawBytes(headers(answer.headers()));
                denied.writeByteArray(3, answer.body());
            }));
        });
    }

    /** Repeated HeaderValueOption = 2: header = 1 (key = 1, value = 2), append_action = 3, keep_empty_value = 4. */
    private static byte[] headers(Map<String, String> headers) {
        return message(out -> {
            for (Map.Entry<String, String> header : headers.entrySet()) {
                out.writeByteArray(2, message(option -> {
                    option.writeByteArray(1, message(pair -> {
                        pair.writeString(1, header.getKey());
                        pair.writeString(2, header.getValue());
                    }));
                    option.writeEnum(3, OVERWRITE);
                    option.writeBool(4, true);
                }));
            }
        });
    }

    private static byte[] message(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            fields.write(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        }
        return bytes.toByteArray();
    }
}
