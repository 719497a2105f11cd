package io.curfew.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.events.notice.Notice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("I11 Convergence")
class ConvergenceTest {
    private static final Instant NOW = ManualTime.START;

    static List<Long> seeds() {
        return new Random(42).longs(100).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void two_nodes_fed_the_same_notices_in_any_order_with_duplicates_are_equal(long seed) {
        Random random = new Random(seed);
        List<Notice.Revocation> notices = notices(random);
        ManualTime time = new ManualTime();
        RevocationTable one = table(time);
        RevocationTable other = table(time);

        notices.forEach(one::apply);
        List<Notice.Revocation> disorder = new ArrayList<>(notices);
        disorder.addAll(notices.subList(0, random.nextInt(notices.size())));
        Collections.shuffle(disorder, random);
        disorder.forEach(other::apply);

        assertThat(one.snapshot()).isNotEmpty().isEqualTo(other.snapshot());
    }

    private static RevocationTable table(ManualTime time) {
        return new RevocationTable(time, time::nanoTime, Duration.ofMinutes(2));
    }

    /** Few names and many notices, so that they meet. */
    private static List<Notice.Revocation> notices(Random random) {
        List<Notice.Revocation> notices = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String id = "id-" + random.nextInt(4);
            Instant notBefore = NOW.minusSeconds(random.nextInt(1000));
            Instant expires = NOW.plusSeconds(1 + random.nextInt(1000));
            notices.add(
                    switch (random.nextInt(7)) {
                        case 0 -> new Notice.Session(id, NOW, expires);
                        case 1 -> new Notice.Token(id, NOW, expires);
                        case 2 -> new Notice.Subject(id, notBefore, NOW, expires);
                        case 3 -> new Notice.Client(id, notBefore, NOW, expires);
                        case 4 -> new Notice.Tenant(id, notBefore, NOW, expires);
                        case 5 -> new Notice.SigningKey(id, notBefore, NOW, expires);
                        default -> new Notice.All(notBefore, NOW, expires);
                    });
        }
        return notices;
    }
}
