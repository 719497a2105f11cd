package io.curfew.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.events.notice.Notice;
import org.junit.jupiter.api.Test;

class NoticeLedgerTest {

    @Test
    void agrees_with_a_relay_that_claims_nothing_or_what_was_read() {
        NoticeLedger ledger = read(new NoticeLedger(100, false), 100, 105, 300);

        assertThat(ledger.contradiction(null)).isNull();
        assertThat(ledger.contradiction(claim(0, 0))).isNull();
        assertThat(ledger.contradiction(claim(3, 100))).isNull();
        assertThat(ledger.contradiction(claim(2, 105))).isNull();
        assertThat(ledger.contradiction(claim(1, 300))).isNull();
    }

    @Test
    void has_read_too_few() {
        assertThat(read(new NoticeLedger(100, false), 100, 105).contradiction(claim(3, 100)))
                .contains("3 unexpired", "from offset 100", "2 were there");
        assertThat(new NoticeLedger(100, false).contradiction(claim(1, 100))).isNotNull();
    }

    @Test
    void records_before_the_claim_do_not_count() {
        assertThat(read(new NoticeLedger(0, false), 1, 2, 3, 200).contradiction(claim(2, 4)))
                .isNotNull();
    }

    @Test
    void read_twice_counts_once() {
        assertThat(read(new NoticeLedger(0, false), 7, 7).contradiction(claim(2, 7)))
                .isNotNull();
    }

    @Test
    void a_start_chosen_by_time_may_leave_out_what_is_claimed() {
        assertThat(new NoticeLedger(100, false).contradiction(claim(5, 50))).isNull();
    }

    @Test
    void a_start_forced_by_a_cut_log_may_not() {
        assertThat(new NoticeLedger(100, true).contradiction(claim(5, 50))).contains("offset 50", "begins at 100");
        assertThat(read(new NoticeLedger(100, true), 120).contradiction(claim(1, 120)))
                .isNull();
    }

    @Test
    void forgets_what_no_claim_reaches_any_more_and_still_counts_right() {
        NoticeLedger ledger = new NoticeLedger(0, false);
        for (long offset = 0; offset < 100_000; offset++) {
            if (offset % 2 == 0) {
                ledger.revocation(offset);
            }
            if (offset > 1000 && offset % 100 == 0) {
                long from = offset - 1000;
                assertThat(ledger.contradiction(claim(501, from))).isNull();
                assertThat(ledger.contradiction(claim(502, from))).isNotNull();
            }
        }
    }

    private static NoticeLedger read(NoticeLedger ledger, long... offsets) {
        for (long offset : offsets) {
            ledger.revocation(offset);
        }
        return ledger;
    }

    private static Notice.Unexpired claim(long count, long from) {
        return new Notice.Unexpired(count, from);
    }
}
