package io.curfew.command.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which names can be taken (UTS 39). */
class UsernamesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"ann", "Zoë", "anne-marie.o_b+x@example.org", "Жуков", "山田太郎", "Müller2", "ελένη", "नमस्ते"})
    void names_of_one_script_are_taken(String name) {
        assertThat(Usernames.normaliseNew(name)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ADM\u0130N", // a Turkish capital I with a dot
                "\u0410dmin", // a Cyrillic A
                "p\u0430ypal", // a Cyrillic a
                "\u0301ann", // begins with an accent
                "ann1\u0662", // digits of two scripts
                "\u03bfmega" // a Greek o
            })
    void names_that_look_like_others_are_not(String name) {
        assertThat(Usernames.normaliseNew(name)).isEmpty();
    }

    @Test
    @DisplayName("whoever took such a name before can still sign in")
    void what_was_taken_before_is_still_a_name() {
        assertThat(Usernames.normalise("p\u0430ypal")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "auditor", "adrnin"})
    void the_names_of_the_bootstrap_accounts_and_what_looks_like_them_are_reserved(String name) {
        assertThat(Usernames.isReserved(name)).isTrue();
        assertThat(Usernames.isReserved("ann-" + name)).isFalse();
    }
}
