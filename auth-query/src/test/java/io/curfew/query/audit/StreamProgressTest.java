package io.curfew.query.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StreamProgressTest {

    @Test
    @DisplayName("I8 AuditExactlyOnce: an event is new once, in whatever order")
    void an_event_is_new_once() {
        StreamProgress stream = new StreamProgress(StreamProgress.NONE, List.of());

        assertThat(stream.add(1)).isTrue();
        assertThat(stream.add(1)).isFalse();
        assertThat(stream.add(0)).isTrue();
        assertThat(stream.add(0)).isFalse();
        assertThat(stream.add(1)).isFalse();
    }

    @Test
    void a_gap_holds_the_position_back_until_it_is_filled() {
        StreamProgress stream = new StreamProgress(4, List.of(7L, 6L));

        assertThat(stream.applied()).isEqualTo(4);
        assertThat(stream.highest()).isEqualTo(7);

        stream.add(5);

        assertThat(stream.applied()).isEqualTo(7);
        assertThat(stream.highest()).isEqualTo(7);
    }
}
