package io.curfew.query.personal;

import io.curfew.events.personal.PersonalField;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON of a published event as it is shown: what was sealed is opened, or null when it cannot be. Stateless. */
public final class PublishedText {
    private PublishedText() {}

    /** The fields of an event of a user, in their order. */
    public static Map<String, @Nullable Object> shown(String userId, Map<String, Object> event, Opener opener) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        String session = event.get("session_id") instanceof String id ? id : Opener.NO_SESSION;
        for (Map.Entry<String, Object> entry : event.entrySet()) {
            PersonalField field = PersonalField.named(entry.getKey()).orElse(null);
            Object value = entry.getValue();
            shown.put(
                    entry.getKey(),
                    field != null && value instanceof String text
                            ? PersonalText.shown(opener.open(userId, session, field, text))
                            : value);
        }
        return shown;
    }
}
