package io.curfew.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies in the data directory is its owner's alone. */
class DataDirectoryTest {
    private static final String CLOSED = "rwx------";
    private static final String OPEN = "rwxr-xr-x";

    @TempDir
    private Path parent;

    private Path data;

    @BeforeEach
    void a_directory_that_others_can_read() throws IOException {
        data = Files.createDirectory(parent.resolve("data"));
        allow(OPEN);
    }

    private void allow(String permissions) throws IOException {
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString(permissions));
    }

    private String permissions() throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(data));
    }

    @Test
    void an_empty_directory_is_closed_to_others() throws IOException {
        DataDirectory.open(data).close();

        assertThat(permissions()).isEqualTo(CLOSED);
    }

    @Test
    void one_of_ours_that_was_opened_is_closed_again() throws IOException {
        DataDirectory.open(data).close();
        allow(OPEN);

        DataDirectory.open(data).close();

        assertThat(permissions()).isEqualTo(CLOSED);
    }

    @Test
    void one_with_other_files_is_left_as_it_is_and_refused() throws IOException {
        Files.createFile(data.resolve("mine.txt"));

        assertThatThrownBy(() -> DataDirectory.open(data))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("open to other users");
        assertThat(permissions()).isEqualTo(OPEN);
        assertThat(data.resolve("logs")).doesNotExist();
    }
}
