package io.curfew.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordsTest {
    @TempDir
    Path directory;

    @Test
    void missing_ones_are_made_and_differ() {
        Passwords passwords = Passwords.prepare(directory, null, null);

        assertThat(passwords.admin()).hasSize(20).isNotEqualTo(passwords.auditor());
        assertThat(String.join("\n", passwords.toShow())).contains(passwords.admin(), passwords.auditor());
    }

    @Test
    void a_first_start_cut_short_keeps_the_same_for_the_next() {
        String made = Passwords.prepare(directory, null, null).admin();

        assertThat(Passwords.prepare(directory, null, null).admin()).isEqualTo(made);
    }

    @Test
    void once_shown_they_are_forgotten_and_never_made_again() throws IOException {
        Passwords first = Passwords.prepare(directory, null, null);
        first.shown();

        Passwords second = Passwords.prepare(directory, null, null);

        assertThat(second.admin()).isNull();
        assertThat(second.toShow()).isEmpty();
        try (var files = Files.list(directory)) {
            assertThat(files).allSatisfy(file -> assertThat(file).hasContent(""));
        }
    }

    @Test
    void a_given_one_is_used_and_not_shown() {
        Passwords passwords = Passwords.prepare(directory, "the administrator's", null);

        assertThat(passwords.admin()).isEqualTo("the administrator's");
        assertThat(String.join("\n", passwords.toShow()))
                .doesNotContain("the administrator's")
                .contains(passwords.auditor());
    }

    @Test
    void nobody_else_can_read_them_before_they_are_shown() throws IOException {
        Passwords.prepare(directory, null, null);

        assertThat(Files.getPosixFilePermissions(directory.resolve("passwords-not-yet-shown")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
}
