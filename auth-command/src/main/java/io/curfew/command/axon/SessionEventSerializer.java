package io.curfew.command.axon;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.curfew.command.domain.UserSessions;
import io.curfew.events.EventType;
import io.curfew.events.json.SessionEventJson;
import java.util.Optional;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.AnnotationRevisionResolver;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;

/**
 * The JSON of the event store: events by the names of {@link EventType}, never by class name, in the form of
 * {@link SessionEventJson#stored}. No polymorphic typing: what a row says can only become an event, a snapshot or
 * meta-data. A name it does not know is an error, because an aggregate without one of its events would decide wrongly.
 * Immutable and thread-safe.
 */
public final class SessionEventSerializer extends Jackson3Serializer {
    /** What a snapshot is called in the store. */
    static final String SNAPSHOT = "snapshot.user_sessions";

    /** Makes one; it has nothing to configure. */
    public SessionEventSerializer() {
        super(Jackson3Serializer.builder()
                .revisionResolver(new AnnotationRevisionResolver())
                // Snapshots hold an aggregate's fields; without this it would be stored as {} and never load again.
                .jsonMapperBuilderCustomizer(mapper -> SessionEventJson.configure(mapper)
                        .changeDefaultVisibility(
                                visible -> visible.withFieldVisibility(JsonAutoDetect.Visibility.ANY))));
    }

    @Override
    @SuppressWarnings("rawtypes") // as inherited
    public SerializedType typeForClass(Class type) {
        Optional<EventType> event = type == null ? Optional.empty() : EventType.ofClass(type);
        if (event.isPresent()) {
            return new SimpleSerializedType(event.get().eventName(), null);
        }
        SerializedType inherited = super.typeForClass(type);
        return type == UserSessions.class ? new SimpleSerializedType(SNAPSHOT, inherited.getRevision()) : inherited;
    }

    @Override
    protected String resolveClassName(SerializedType serializedType) {
        String name = serializedType.getName();
        if (name.equals(SNAPSHOT)) {
            return UserSessions.class.getName();
        }
        if (name.equals(MetaData.class.getName())) {
            return name;
        }
        return EventType.named(name)
                .orElseThrow(() -> new SerializationException("the store holds an unknown event: " + name))
                .eventClass()
                .getName();
    }
}
