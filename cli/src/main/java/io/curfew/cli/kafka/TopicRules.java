package io.curfew.cli.kafka;

import io.curfew.events.SessionEventsTopic;
import io.curfew.events.SessionHeadsTopic;
import io.curfew.events.notice.RevocationsTopic;
import io.curfew.events.personal.PersonalKeysTopic;
import io.curfew.events.receipt.ReceiptsTopic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What each topic must be like, by name. The contract's own tables decide where there are such. Stateless. */
final class TopicRules {
    /** As auth-command reckons: the longest token life that listeners know by default, and as much again for margins. */
    private static final Duration MUST_KEEP = Duration.ofHours(2);

    private TopicRules() {}

    /** What a topic must be like. */
    interface Rule {
        /** What is wrong, as sentences that say what to do. */
        List<String> violations(int partitions, Map<String, String> settings);
    }

    static Map<String, Rule> all() {
        Map<String, Rule> rules = new LinkedHashMap<>();
        rules.put(SessionEventsTopic.NAME, (partitions, actual) -> forEver(SessionEventsTopic.settings(), actual));
        rules.put(RevocationsTopic.NAME, (partitions, actual) -> {
            List<String> violations = partitions(partitions, RevocationsTopic.PARTITIONS);
            violations.addAll(RevocationsTopic.violations(actual, MUST_KEEP));
            return violations;
        });
        rules.put(ReceiptsTopic.NAME, ReceiptsTopic::violations);
        rules.put(SessionHeadsTopic.NAME, (partitions, actual) -> {
            List<String> violations = partitions(partitions, SessionHeadsTopic.PARTITIONS);
            violations.addAll(forEver(SessionHeadsTopic.settings(), actual));
            return violations;
        });
        rules.put(PersonalKeysTopic.NAME, PersonalKeysTopic::violations);
        return rules;
    }

    private static List<String> partitions(int actual, int required) {
        List<String> violations = new ArrayList<>();
        if (actual != required) {
            violations.add("it has " + actual + " partitions, must have " + required);
        }
        return violations;
    }

    /** For history: whatever would delete or compact a record is wrong. */
    private static List<String> forEver(Map<String, String> required, Map<String, String> actual) {
        List<String> violations = new ArrayList<>();
        for (String name : Set.copyOf(required.keySet()).stream().sorted().toList()) {
            if (!String.valueOf(required.get(name)).equals(actual.get(name))) {
                violations.add(name + " is " + actual.get(name) + ", must be " + required.get(name));
            }
        }
        return violations;
    }
}
