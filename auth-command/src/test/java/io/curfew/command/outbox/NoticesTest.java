package io.curfew.command.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.events.InitiatingEntity;
import io.curfew.events.RevocationRuleAdded;
import io.curfew.events.RuleKind;
import io.curfew.events.notice.Notice;
import io.curfew.events.notice.NoticeCodec;
import io.curfew.events.notice.NoticeFormatException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoticesTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00.500Z");
    private static final Instant UNTIL = NOW.plusSeconds(3600);

    @ParameterizedTest
    @CsvSource({
        "TOKEN, jti:x",
        "SUBJECT, sub:x",
        "CLIENT, client:x",
        "TENANT, tenant:x",
        "KEY, kid:x",
        "ALL, all",
    })
    void a_rule_becomes_the_notice_of_its_kind(RuleKind kind, String key) throws NoticeFormatException {
        List<? extends Notice.Revocation> notices = Notices.of(rule(kind));

        assertThat(notices).hasSize(1);
        Notice.Revocation notice = notices.get(0);
        assertThat(notice.key()).isEqualTo(key);
        assertThat(notice.revokedAt()).isEqualTo(NOW);
        assertThat(notice.expiresAt()).isEqualTo(UNTIL);
        if (notice instanceof Notice.NotBefore covering) {
            assertThat(covering.notBefore()).isEqualTo(NOW);
        }
        assertThat(NoticeCodec.decode(NoticeCodec.encodeKey(notice), NoticeCodec.encodeValue(notice)))
                .isEqualTo(notice);
    }

    @ParameterizedTest
    @CsvSource("SESSION")
    void a_rule_about_a_session_leaves_it_to_the_event_that_ends_the_session(RuleKind kind) {
        assertThat(Notices.of(rule(kind))).isEmpty();
    }

    private static RevocationRuleAdded rule(RuleKind kind) {
        boolean exact = kind == RuleKind.TOKEN || kind == RuleKind.SESSION;
        return new RevocationRuleAdded(
                "rule:r",
                "r",
                kind,
                kind == RuleKind.ALL ? null : "x",
                exact ? null : NOW,
                "why",
                InitiatingEntity.ADMIN,
                "an-admin",
                NOW,
                UNTIL);
    }
}
