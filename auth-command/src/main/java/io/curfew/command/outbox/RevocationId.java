package io.curfew.command.outbox;

import io.curfew.events.SessionEvent;
import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;

/** Names the revocation that a command has made. Stateless. */
public final class RevocationId {
    private RevocationId() {}

    /** The id of the first event that listeners must be told of: all notices of one command share it. Null without any. */
    public static @Nullable String of(List<? extends EventMessage<?>> events) {
        return events.stream()
                .filter(message -> message.getPayload() instanceof SessionEvent event
                        && !Notices.of(event).isEmpty())
                .map(EventMessage::getIdentifier)
                .findFirst()
                .orElse(null);
    }
}
