package io.curfew.sidecar.http;

import io.curfew.listener.RevocationEntry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * One reader of the event stream: its place in the log, and at most one write on its way. A reader too slow for the log
 * is cut off, and finds its place again by a snapshot. {@link #pump} and {@link #end} are called by one thread only; the
 * write ends on any.
 */
final class StreamClient {
    private static final int BATCH = 128;

    private final RevocationLog log;
    private final Content.Sink sink;
    private final Callback request;
    private final Runnable moved;
    private long place;
    private @Nullable String greeting;
    private String stateShown = "";

    private volatile boolean writing;
    private volatile boolean broken;

    /**
     * A reader.
     *
     * @param place the last event it has
     * @param greeting what it is told first
     * @param request to be completed at the end
     * @param moved runs when a write has ended, well or not
     */
    StreamClient(RevocationLog log, Content.Sink sink, Callback request, long place, String greeting, Runnable moved) {
        this.log = log;
        this.sink = sink;
        this.request = request;
        this.place = place;
        this.greeting = greeting;
        this.moved = moved;
    }

    /**
     * Writes what there is, unless a write is on its way.
     *
     * @param state the node's state, told when it differs from what was told last
     * @return false when this reader is to be given up
     */
    boolean pump(String state, boolean heartbeat) {
        if (broken) {
            return false;
        }
        List<RevocationEntry> entries = log.after(place, BATCH);
        if (entries == null) {
            return false;
        }
        if (writing) {
            return true;
        }
        String text = text(entries, state, heartbeat);
        if (!text.isEmpty()) {
            writing = true;
            sink.write(
                    false,
                    ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)),
                    Callback.from(this::written, failure -> {
                        broken = true;
                        written();
                    }));
        }
        return true;
    }

    /** Ends it in order where nothing is on its way, and by force otherwise. */
    void end() {
        if (writing) {
            request.failed(new java.io.IOException("the reader of the event stream is too slow"));
        } else {
            sink.write(true, ByteBuffer.allocate(0), request);
        }
    }

    private String text(List<RevocationEntry> entries, String state, boolean heartbeat) {
        StringBuilder text = new StringBuilder();
        if (greeting != null) {
            text.append(greeting);
            greeting = null;
        }
        for (RevocationEntry entry : entries) {
            place++;
            text.append("id: ").append(log.id(place)).append("\nevent: revocation\ndata: ");
            text.append(RevocationJson.line(out -> RevocationJson.entry(out, entry)));
            text.append("\n\n");
        }
        // After the revocations: whoever reads "ready" has been told all that came before it.
        if (!state.equals(stateShown) && entries.size() < BATCH) {
            stateShown = state;
            text.append("event: state\ndata: ").append(state).append("\n\n");
        }
        if (text.isEmpty() && heartbeat) {
            text.append(": heartbeat\n\n");
        }
        return text.toString();
    }

    private void written() {
        writing = false;
        moved.run();
    }
}
