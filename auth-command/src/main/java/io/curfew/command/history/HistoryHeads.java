package io.curfew.command.history;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Notes where the chains end that a command has made longer, in the command's transaction and after its events are in:
 * only who got the number gets here. Thread-safe.
 */
public final class HistoryHeads {
    private final JdbcTemplate jdbc;

    HistoryHeads(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Takes the events that one command appended. */
    public void write(List<? extends EventMessage<?>> events) {
        Map<String, Appended> heads = new HashMap<>();
        for (EventMessage<?> event : events) {
            Appended appended = Appended.of(event.getIdentifier());
            heads.put(appended.streamId(), appended);
        }
        heads.values().forEach(this::note);
    }

    private void note(Appended head) {
        boolean noted = head.seq() > 0
                && jdbc.update(
                                "update history_head set seq = ?, hash = ?, changed = true where stream_id = ?",
                                head.seq(),
                                head.link(),
                                head.streamId())
                        == 1;
        if (!noted) {
            jdbc.update(
                    "insert into history_head (stream_id, seq, hash, changed) values (?, ?, ?, true)",
                    head.streamId(),
                    head.seq(),
                    head.link());
        }
    }
}
