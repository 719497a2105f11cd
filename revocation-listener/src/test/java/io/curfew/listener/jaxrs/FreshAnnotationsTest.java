package io.curfew.listener.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.listener.bearer.RequireFresh;
import org.junit.jupiter.api.Test;

/** Whose {@code @RequireFresh} holds for a method. */
class FreshAnnotationsTest {
    interface Paying<T> {
        @RequireFresh(maxAge = "1s")
        void pay(T amount);
    }

    @RequireFresh(maxAge = "2s")
    interface Careful {}

    static class Base {
        public void read() {}

        @RequireFresh(maxAge = "3s")
        public void write() {}
    }

    @RequireFresh(maxAge = "4s")
    static class Money extends Base implements Paying<String> {
        @Override
        public void pay(String amount) {}

        @Override
        public void write() {}
    }

    static class Notes extends Base {}

    static class Diary extends Base implements Careful {}

    @Test
    void a_method_that_two_classes_inherit_is_held_to_the_class_it_is_called_on() throws Exception {
        assertThat(age(Notes.class, "read")).isEqualTo("none");
        assertThat(age(Money.class, "read")).isEqualTo("4s");
        assertThat(age(Diary.class, "read")).isEqualTo("2s");
    }

    @Test
    void what_is_required_of_a_method_is_required_of_those_that_override_and_implement_it() throws Exception {
        assertThat(age(Notes.class, "write")).isEqualTo("3s");
        assertThat(age(Money.class, "write")).isEqualTo("3s");
        assertThat(age(Money.class, "pay", String.class)).isEqualTo("1s");
    }

    private static String age(Class<?> type, String method, Class<?>... parameters) throws Exception {
        return FreshAnnotations.of(type, type.getMethod(method, parameters))
                .map(RequireFresh::maxAge)
                .orElse("none");
    }
}
