package io.curfew.sidecar.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.events.notice.NoticeKind;
import io.curfew.listener.RevocationEntry;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RevocationLogTest {
    private final RevocationLog log = new RevocationLog("life", 4);

    @Test
    void what_follows_a_place_comes_in_order_and_in_portions() {
        append(3);

        assertThat(log.after(0, 2)).extracting(RevocationEntry::id).containsExactly("1", "2");
        assertThat(log.after(2, 2)).extracting(RevocationEntry::id).containsExactly("3");
        assertThat(log.after(3, 2)).isEmpty();
    }

    @Test
    void a_reader_that_fell_out_of_the_ring_is_told_and_the_last_that_did_not_is_served() {
        append(6);

        assertThat(log.after(1, 9)).isNull();
        assertThat(log.after(2, 9)).extracting(RevocationEntry::id).containsExactly("3", "4", "5", "6");
    }

    @Test
    void a_place_is_found_by_its_name_only_while_all_after_it_is_kept_and_in_this_life() {
        append(6);

        assertThat(log.numberOf("life-2")).isEqualTo(2);
        assertThat(log.numberOf("life-6")).isEqualTo(6);
        assertThat(log.numberOf("life-1")).isEqualTo(-1);
        assertThat(log.numberOf("life-7")).isEqualTo(-1);
        assertThat(log.numberOf("other-2")).isEqualTo(-1);
        assertThat(log.numberOf("life--2")).isEqualTo(-1);
        assertThat(log.numberOf("life-99999999999999999999")).isEqualTo(-1);
        assertThat(log.numberOf("")).isEqualTo(-1);
    }

    private void append(int count) {
        for (int i = 1; i <= count; i++) {
            log.append(new RevocationEntry(NoticeKind.SESSION, String.valueOf(i), null, Instant.EPOCH));
        }
    }
}
