package io.curfew.command.history;

import java.util.HashMap;
import java.util.Map;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * What became of an event when it was appended: the bytes that are published, which are cut from those stored, and its
 * place in the stream's hash chain. Known to the unit of work that appended it. Immutable by convention.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Appended(String streamId, long seq, byte[] published, byte[] storedDigest, byte[] link) {
    private static final String KEY = Appended.class.getName();

    /**
     * What became of an event of this unit of work.
     *
     * @throws IllegalStateException when it was not appended in this unit of work
     */
    public static Appended of(String eventId) {
        Appended appended = all().get(eventId);
        if (appended == null) {
            throw new IllegalStateException("event " + eventId + " was not appended in this unit of work");
        }
        return appended;
    }

    /** Events that are appended outside of a unit of work are published by nobody. */
    static void put(String eventId, Appended appended) {
        if (CurrentUnitOfWork.isStarted()) {
            all().put(eventId, appended);
        }
    }

    private static Map<String, Appended> all() {
        UnitOfWork<?> unit = CurrentUnitOfWork.get().root();
        return unit.getOrComputeResource(KEY, key -> new HashMap<>());
    }
}
