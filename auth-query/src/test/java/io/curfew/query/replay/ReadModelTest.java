package io.curfew.query.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.curfew.query.support.Databases;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

/** One reader's question does not take the database from all others. */
class ReadModelTest {
    private final Store store = new Store(Databases.h2());
    private final ReadModel model = new ReadModel(
            store.generations, new ProjectionStatus(), store.jdbc, store.manager, Duration.ofSeconds(1), 1, 1);

    @BeforeEach
    void built() {
        store.jdbc
                .sql("update query_generation set complete_at = current_timestamp")
                .update();
    }

    @Test
    void a_query_that_takes_too_long_is_given_up() {
        assertThatThrownBy(() -> model.read(generation -> store.jdbc
                        .sql("select count(*) from system_range(1, 1000000) a, system_range(1, 1000000) b"
                                + " where mod(a.x * b.x, 7) = 3")
                        .query(Long.class)
                        .single()))
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void only_so_many_questions_that_look_through_much_are_answered_at_once() {
        AtomicInteger answered = new AtomicInteger();

        assertThatThrownBy(() -> within(answered, 4))
                .isInstanceOfSatisfying(
                        NotYetException.class, e -> assertThat(e.why()).isEqualTo(NotYetException.Why.BUSY));
        assertThat(answered).hasValue(3);
        assertThat(within(new AtomicInteger(), 3)).isEqualTo(3);
        assertThat(model.<Integer>read(generation -> generation)).isEqualTo(1);
    }

    /** Asks inside a question inside a question: so many are being answered at once. */
    private int within(AtomicInteger answered, int depth) {
        return depth == 0
                ? answered.get()
                : model.readMuch(generation -> {
                    answered.incrementAndGet();
                    return within(answered, depth - 1);
                });
    }
}
