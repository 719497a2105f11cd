package io.curfew.command.roots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RootTickerTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(RootTicker.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final AtomicInteger ticks = new AtomicInteger();

    @BeforeEach
    void read_log() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void leave_log() {
        logger.detachAppender(log);
    }

    @Test
    void it_goes_on_after_whatever_failure_and_tells_each_kind_once() {
        try (RootTicker ticker = new RootTicker(this::failFiveTimes, Duration.ofMillis(1))) {
            ticker.start();
            await().until(() -> ticks.get() >= 10);
        }

        List<String> told =
                log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
        assertThat(told).hasSize(3);
        assertThat(told.get(0)).endsWith("IllegalStateException");
        assertThat(told.get(1)).endsWith("AssertionError");
        assertThat(told.get(2)).contains("again");
    }

    private void failFiveTimes() {
        int tick = ticks.incrementAndGet();
        if (tick <= 3) {
            throw new IllegalStateException("number " + tick);
        }
        if (tick <= 5) {
            throw new AssertionError("number " + tick);
        }
    }
}
