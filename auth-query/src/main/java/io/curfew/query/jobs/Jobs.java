package io.curfew.query.jobs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The jobs there are: asks for new ones and looks at any, whichever node works on it. Thread-safe; throws Spring's
 * {@code DataAccessException}.
 */
public final class Jobs {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
    private static final String KIND = "kind";
    private static final int MOST_UNFINISHED = 50;
    private static final int MOST_OF_ONE = 3;
    private static final Duration KEPT = Duration.ofDays(90);

    private final JobTable table;
    private final Map<String, JobKind> kinds = new TreeMap<>();
    private final Set<String> administrative;
    private final Clock clock;
    private final Runnable wakeUp;

    /**
     * Puts it together.
     *
     * @param wakeUp called when there is a new job to be done
     */
    Jobs(JobTable table, Collection<JobKind> kinds, Clock clock, Runnable wakeUp) {
        this.table = table;
        this.clock = clock;
        this.wakeUp = wakeUp;
        kinds.forEach(kind -> this.kinds.put(kind.name(), kind));
        this.administrative = JobKind.administrative(kinds);
    }

    /** A request that was understood. */
    public record Request(JobKind kind, String parameters) {}

    /**
     * Understands a request: a JSON object with the {@code kind} and its parameters.
     *
     * @throws InvalidJobException when it cannot be meant
     */
    public Request understand(String json) {
        Map<String, Object> members = new HashMap<>(members(json));
        JobKind kind = members.remove(KIND) instanceof String name ? kinds.get(name) : null;
        if (kind == null) {
            throw new InvalidJobException(KIND, "one of " + String.join(", ", kinds.keySet()));
        }
        members.values().removeIf(value -> value == null);
        JobParameters parameters = new JobParameters(members);
        kind.task(parameters);
        parameters.refuseOthers();
        return new Request(kind, JSON.writeValueAsString(new TreeMap<>(members)));
    }

    /**
     * Has it done; answers it as it is now.
     *
     * @param requestedBy the user who asks
     * @throws JobRunningException when there is one that excludes it, or too many wait
     */
    public Job begin(Request request, String requestedBy) {
        if (!request.kind().administrative()) {
            refuseTooMany(requestedBy);
        }
        Instant now = clock.instant();
        table.forget(now.minus(KEPT));
        String id = UUID.randomUUID().toString();
        String name = request.kind().name();
        try {
            table.add(id, name, request.kind().alone() ? name : null, request.parameters(), requestedBy, now);
        } catch (DuplicateKeyException e) {
            throw new JobRunningException("There is such a job already, and only one may run.");
        }
        wakeUp.run();
        return table.find(id).orElseThrow();
    }

    /** What changes what others read waits behind nobody's questions. */
    private void refuseTooMany(String requestedBy) {
        if (table.unfinished(administrative, requestedBy) >= MOST_OF_ONE) {
            throw new JobRunningException("You have " + MOST_OF_ONE + " jobs that have not ended: wait for one.");
        }
        if (table.unfinished(administrative) >= MOST_UNFINISHED) {
            throw new JobRunningException("Too many jobs wait already: look at theirs first.");
        }
    }

    /** The job of that id. */
    public Optional<Job> find(String id) {
        return table.find(id);
    }

    /** The latest, newest first. */
    public List<Job> latest(int limit) {
        return table.latest(limit);
    }

    private static Map<String, Object> members(String json) {
        try {
            Map<String, Object> members = JSON.readValue(json, OBJECT);
            if (members != null) {
                return members;
            }
        } catch (JacksonException e) {
            // Its message repeats what was sent.
        }
        throw new InvalidJobException("The body must be a JSON object with the kind of job and its parameters.");
    }
}
