package io.curfew.sidecar.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.listener.bearer.BearerAnswer;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RefusalsTest {
    static Stream<BearerAnswer> all() {
        return Arrays.stream(BearerAnswer.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == BearerAnswer.class)
                .map(field -> {
                    try {
                        return (BearerAnswer) field.get(null);
                    } catch (IllegalAccessException e) {
                        throw new AssertionError(e);
                    }
                });
    }

    @ParameterizedTest
    @MethodSource("all")
    void every_answer_there_is_can_be_fetched_by_its_name(BearerAnswer answer) {
        String path = Refusals.path(answer, null);

        assertThat(path).matches("/refusals/[a-z_]+");
        assertThat(Refusals.named(path.substring(Refusals.PATH.length()), null)).isEqualTo(answer);
    }

    @Test
    void a_missing_scope_is_named_in_the_address() {
        BearerAnswer answer = BearerAnswer.insufficientScope("a:b&c");

        assertThat(Refusals.path(answer, "a:b&c")).isEqualTo("/refusals/insufficient_scope?scope=a%3Ab%26c");
        assertThat(Refusals.named("insufficient_scope", "a:b&c")).isEqualTo(answer);
        assertThat(Refusals.named("unheard_of", null)).isNull();
    }
}
