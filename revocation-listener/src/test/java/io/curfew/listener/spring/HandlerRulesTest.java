package io.curfew.listener.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.listener.InMemoryNoticeFeed;
import io.curfew.listener.RevocationGate;
import io.curfew.listener.RevocationListener;
import io.curfew.listener.bearer.RequireFresh;
import org.junit.jupiter.api.Test;
import org.springframework.web.method.HandlerMethod;

/** What {@code @RequireFresh} says about handler methods of Spring. */
class HandlerRulesTest {
    static class Base {
        public void read() {}
    }

    static class Notes extends Base {}

    @RequireFresh(maxAge = "1s")
    static class Money extends Base {}

    @Test
    void a_method_that_two_classes_inherit_is_held_to_the_class_it_is_called_on_whichever_is_called_first()
            throws Exception {
        RevocationListener listener =
                RevocationListener.builder().feed(new InMemoryNoticeFeed()).build();
        HandlerRules rules = new HandlerRules(RevocationGate.closed(listener));

        assertThat(rules.of(handler(new Notes()))).isNull();
        assertThat(rules.of(handler(new Money()))).isNotNull();
        assertThat(rules.of(handler(new Notes()))).isNull();
    }

    private static HandlerMethod handler(Object controller) throws NoSuchMethodException {
        return new HandlerMethod(controller, controller.getClass().getMethod("read"));
    }
}
