package io.curfew.sidecar.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.curfew.listener.ListenerStatus;
import io.curfew.listener.RevocationEntry;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** How revocations and the node's state are written: flat JSON, times in milliseconds since the epoch. Stateless. */
final class RevocationJson {
    private static final JsonFactory FACTORY = new JsonFactory();

    private RevocationJson() {}

    /** Writes one object. */
    interface Writer {
        void write(JsonGenerator out) throws IOException;
    }

    static JsonGenerator generator(OutputStream out) throws IOException {
        return FACTORY.createGenerator(out).disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
    }

    /** One line of text: JSON has no raw line breaks, which an event stream could not carry. */
    static String line(Writer writer) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = FACTORY.createGenerator(text)) {
            writer.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot fail to be written", e);
        }
        return text.toString();
    }

    static void entry(JsonGenerator out, RevocationEntry entry) throws IOException {
        out.writeStartObject();
        out.writeStringField("kind", entry.kind().wireName());
        if (!entry.id().isEmpty()) {
            out.writeStringField("id", entry.id());
        }
        if (entry.notBefore() != null) {
            out.writeNumberField("not_before", entry.notBefore().toEpochMilli());
        }
        out.writeNumberField("expires_at", entry.expiresAt().toEpochMilli());
        out.writeEndObject();
    }

    static void state(JsonGenerator out, ListenerStatus status) throws IOException {
        out.writeStartObject();
        out.writeStringField("state", status.state().name());
        out.writeBooleanField("ready", status.ready());
        out.writeEndObject();
    }
}
