package io.curfew.cli.history;

import io.curfew.cli.terminal.Json;
import io.curfew.events.EventActor;
import io.curfew.events.EventSessions;
import io.curfew.events.EventType;
import io.curfew.events.InitiatingEntity;
import io.curfew.events.RevocationRuleAdded;
import io.curfew.events.RuleKind;
import io.curfew.events.SessionEvent;
import io.curfew.events.SessionStarted;
import io.curfew.events.history.HistoryEntry;
import io.curfew.events.json.EventFormatException;
import io.curfew.events.json.SessionEventJson;
import io.curfew.events.personal.PersonalField;
import io.curfew.events.personal.SealedText;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Compares what a line of an export shows of an event with what its payload says: people read and filter by the former,
 * and only the latter is chained. What a line leaves out deceives nobody. Not compared, because no payload says it: opened
 * personal data, the trace, the place on the topic, and the client of an event that does not name it. Stateless.
 */
final class ShownLine {
    private ShownLine() {}

    /** A sentence on each field that is untrue. */
    static List<String> untrue(JsonNode line, HistoryEntry entry) {
        List<String> untrue = new ArrayList<>();
        if (line.has("occurred_at") && !time(line.path("occurred_at").asString(""), entry.time())) {
            untrue.add(other("occurred_at"));
        }
        fields(line, entry, untrue);
        EventType type = EventType.named(entry.type()).orElse(null);
        if (type != null) {
            try {
                meaning(line, SessionEventJson.read(type, entry.published()), untrue);
            } catch (EventFormatException | IllegalStateException | NullPointerException e) {
                untrue.add("its payload cannot be read");
            }
        }
        return untrue;
    }

    private static String other(String field) {
        return "it is shown with another " + field + " than its payload says";
    }

    /** What is derived from the event. */
    private static void meaning(JsonNode line, SessionEvent event, List<String> untrue) {
        EventActor actor = EventActor.of(event);
        String person = actor.entity() == InitiatingEntity.USER ? event.streamId() : actor.person();
        text(line, "session_id", EventSessions.one(event), untrue);
        text(line, "reason", actor.reason(), untrue);
        JsonNode shown = line.path("actor");
        text(shown, "entity", actor.entity().name(), untrue);
        text(shown, "user_id", person, untrue);
        text(shown, "session_id", actor.session(), untrue);
        if (event instanceof SessionStarted started) {
            text(line, "client_id", started.clientId(), untrue);
        } else if (event instanceof RevocationRuleAdded rule && rule.kind() == RuleKind.CLIENT) {
            text(line, "client_id", rule.value(), untrue);
        }
    }

    private static void text(JsonNode shown, String name, @Nullable String said, List<String> untrue) {
        if (shown.has(name) && !Objects.equals(shown.path(name).asString(null), said)) {
            untrue.add(other(name));
        }
    }

    /** The event as it is shown, field by field. */
    private static void fields(JsonNode line, HistoryEntry entry, List<String> untrue) {
        if (!line.has("event")) {
            return;
        }
        JsonNode shown = line.path("event");
        JsonNode said;
        try {
            said = Json.read(new String(entry.published(), StandardCharsets.UTF_8));
        } catch (JacksonException e) {
            untrue.add("its payload is no JSON");
            return;
        }
        TreeSet<String> names = new TreeSet<>(said.propertyNames());
        names.addAll(shown.propertyNames());
        for (String name : names) {
            if (!shown.path(name).equals(said.path(name)) && !opened(name, shown.path(name), said.path(name))) {
                untrue.add(other(name));
            }
        }
    }

    /** What was sealed may be shown opened, and what is personal not at all. */
    private static boolean opened(String name, JsonNode shown, JsonNode said) {
        boolean personal = said.isString() && PersonalField.named(name).isPresent();
        return personal && (shown.isNull() || (SealedText.is(said.asString()) && shown.isString()));
    }

    /** The read model keeps microseconds. */
    private static boolean time(String shown, String said) {
        try {
            return Instant.parse(shown).equals(Instant.parse(said).truncatedTo(ChronoUnit.MICROS));
        } catch (DateTimeException e) {
            return false;
        }
    }
}
