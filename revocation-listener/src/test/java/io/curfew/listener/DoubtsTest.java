package io.curfew.listener;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DoubtsTest {
    private final Doubts doubts = new Doubts();

    @Test
    void there_are_none_at_first() {
        assertThat(doubts.why(0)).isNull();
    }

    @Test
    void all_that_are_open_are_named() {
        doubts.raise("one", "first", Doubts.NO_END);
        doubts.raise("two", "second", 100);

        assertThat(doubts.why(99)).isEqualTo("first; second");
        assertThat(doubts.why(100)).isEqualTo("first");
    }

    @Test
    void a_settled_one_is_gone_and_the_last_word_on_a_matter_holds() {
        doubts.raise("one", "first", 10);
        doubts.raise("one", "first, longer", 20);
        assertThat(doubts.why(15)).isEqualTo("first, longer");

        doubts.settle("one");
        doubts.settle("never raised");

        assertThat(doubts.why(15)).isNull();
    }
}
