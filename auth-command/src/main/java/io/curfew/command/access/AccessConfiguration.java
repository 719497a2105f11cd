package io.curfew.command.access;

import io.curfew.command.sessions.SessionCommands;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.TaskScheduler;

/** Composes the record of accesses to histories. */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

    @Bean
    HistoryAccesses historyAccesses(Clock clock) {
        return new HistoryAccesses(clock);
    }

    @Bean
    AccessRecorder accessRecorder(
            HistoryAccesses accesses,
            SessionCommands commands,
            MeterRegistry registry,
            Clock clock,
            TaskScheduler curfewScheduler) {
        AccessRecorder recorder = new AccessRecorder(accesses, commands, registry, clock);
        recorder.schedule(curfewScheduler);
        return recorder;
    }
}
