package io.curfew.command.account;

import io.curfew.command.domain.FailedAttempts;
import io.curfew.command.domain.Origin;
import io.curfew.events.AuthenticationFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Failed authentications into one account within one minute, counted by kind and address. Of each kind a few addresses are
 * told apart; the attempts from all further ones are counted together. Not thread-safe.
 */
final class FailureTally {
    /** How many addresses of each kind. */
    static final int ADDRESSES = 10;

    private final Map<Slot, FailedAttempts> slots = new LinkedHashMap<>();

    /** Whether adding these takes more memory. */
    boolean grows(FailedAttempts attempts) {
        return !slots.containsKey(slot(attempts));
    }

    void add(FailedAttempts attempts) {
        Slot slot = slot(attempts);
        FailedAttempts added = slot.network() == null ? attempts.withoutOrigin() : attempts;
        slots.merge(slot, added, FailedAttempts::plus);
    }

    void addAll(FailureTally others) {
        others.attempts().forEach(this::add);
    }

    int size() {
        return slots.size();
    }

    List<FailedAttempts> attempts() {
        return List.copyOf(slots.values());
    }

    private Slot slot(FailedAttempts attempts) {
        Origin origin = attempts.origin();
        Slot own = new Slot(attempts.failure(), origin == null ? null : Network.of(origin.ipAddress()));
        if (slots.containsKey(own)) {
            return own;
        }
        long addresses = slots.keySet().stream()
                .filter(slot -> slot.failure() == own.failure() && slot.network() != null)
                .count();
        return addresses < ADDRESSES ? own : new Slot(own.failure(), null);
    }

    private record Slot(AuthenticationFailure failure, @Nullable String network) {}
}
