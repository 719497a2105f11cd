package io.curfew.sidecar.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.curfew.listener.ListenerStatus;
import io.curfew.listener.RevocationEntry;
import io.curfew.listener.RevocationListener;
import java.io.IOException;
import java.util.Iterator;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Sends all revocations in force, one after the other and never all in memory, and the place in the stream from which to
 * read on without a gap. A node that is not current sends none. Thread-safe; blocks while the reader is slow.
 */
final class SnapshotHandler implements Request.Handler {
    /** Each reader holds a thread for as long as it is slow. */
    private static final int MOST_READERS = 2;

    private final RevocationListener listener;
    private final RevocationLog log;
    private final Semaphore readers = new Semaphore(MOST_READERS);

    SnapshotHandler(RevocationListener listener, RevocationLog log) {
        this.listener = listener;
        this.log = log;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws IOException {
        // Before the status and the table: what is numbered up to here is in the table that is read afterwards.
        String place = log.id(log.last());
        ListenerStatus status = listener.status();
        if (!status.ready()) {
            Replies.problem(response, callback, Problem.NOT_READY);
        } else if (!readers.tryAcquire()) {
            Replies.problem(response, callback, Problem.TOO_MANY_READERS);
        } else {
            try {
                response.getHeaders().put("Content-Type", "application/json");
                response.getHeaders().put("Cache-Control", "no-store");
                write(Content.Sink.asOutputStream(response), status, place);
                callback.succeeded();
            } finally {
                readers.release();
            }
        }
        return true;
    }

    private void write(java.io.OutputStream body, ListenerStatus status, String place) throws IOException {
        try (JsonGenerator out = RevocationJson.generator(body)) {
            out.writeStartObject();
            out.writeStringField("last_event_id", place);
            out.writeFieldName("node");
            RevocationJson.state(out, status);
            out.writeArrayFieldStart("revocations");
            for (Iterator<RevocationEntry> all = listener.revocations().iterator(); all.hasNext(); ) {
                RevocationJson.entry(out, all.next());
            }
            out.writeEndArray();
            out.writeEndObject();
        }
    }
}
