package io.curfew.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessLockTest {
    @TempDir
    Path directory;

    @Test
    void only_one_holds_it_and_the_other_is_told_who() {
        Path file = directory.resolve("lock");
        try (ProcessLock first = ProcessLock.acquire(file, Duration.ZERO)) {
            assertThat(first).isNotNull();
            assertThatThrownBy(() -> ProcessLock.acquire(file, Duration.ofMillis(100)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(directory + " is in use by process "
                            + ProcessHandle.current().pid());
        }
    }

    @Test
    void it_can_be_taken_again_when_given_up() {
        Path file = directory.resolve("lock");
        ProcessLock.acquire(file, Duration.ZERO).close();

        try (ProcessLock again = ProcessLock.acquire(file, Duration.ZERO)) {
            assertThat(again).isNotNull();
        }
    }

    @Test
    void a_file_without_a_process_number_names_nobody() {
        assertThat(ProcessLock.holder(directory.resolve("missing"))).isEmpty();
    }
}
