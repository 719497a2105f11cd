package io.curfew.listener.bearer;

import java.time.Clock;

/** The system's wall clock, for embedders who bring none. Stateless. */
final class SystemClockBuilder {
    private SystemClockBuilder() {}

    static Clock utc() {
        return Clock.systemUTC();
    }
}
