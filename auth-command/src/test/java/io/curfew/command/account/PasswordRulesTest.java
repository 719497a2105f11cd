package io.curfew.command.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which passwords are accepted (OWASP ASVS 5.0, 6.2). */
class PasswordRulesTest {
    private static final String USER = "anne.smith@example.org";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "PassWord",
                "iloveyou",
                "12345678",
                "        ",
                "aaaaaaaaaaaa",
                "anne.smith@example.org",
                "Anne.Smith",
                "short"
            })
    void what_is_guessed_first_is_refused(String password) {
        assertThatThrownBy(() -> Passwords.require(USER, password)).isInstanceOf(UnacceptableException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"long enough", "correct horse battery", "пароль подлиннее", "a b a b a b"})
    void others_are_taken(String password) {
        Passwords.require(USER, password);
        assertThat(Passwords.normalise(password)).isEqualTo(password);
    }
}
