package io.curfew.query.whatif;

import io.curfew.query.whatif.OtherPolicy.Rule;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Counts who would have been hit by what. Holds the rules that hit the user at hand, nothing else by user. Not thread-safe. */
final class Tally {
    private final Map<Rule, long[]> byRule = new EnumMap<>(Rule.class);
    private final Set<Rule> hitUser = EnumSet.noneOf(Rule.class);
    private boolean userCounted;
    private long users;
    private long sessions;
    private long refreshes;
    private long usersHit;
    private long reusesAnswered;

    Tally() {
        for (Rule rule : Rule.values()) {
            byRule.put(rule, new long[3]);
        }
    }

    void session() {
        sessions++;
        if (!userCounted) {
            userCounted = true;
            users++;
        }
    }

    void refresh() {
        refreshes++;
    }

    void sessionHit(Rule rule) {
        if (hitUser.isEmpty()) {
            usersHit++;
        }
        if (hitUser.add(rule)) {
            add(rule, 0);
        }
        add(rule, 1);
    }

    void refreshHit(Rule rule) {
        add(rule, 2);
    }

    void reuseAnswered() {
        reusesAnswered++;
    }

    void nextUser() {
        hitUser.clear();
        userCounted = false;
    }

    /** The counts, by the names they have in JSON. */
    Map<String, Object> result() {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("users_hit", usersHit);
        result.put("sessions_hit", sum(1));
        result.put("refreshes_hit", sum(2));
        result.put("users", users);
        result.put("sessions", sessions);
        result.put("refreshes", refreshes);
        Map<String, Object> rules = new LinkedHashMap<>();
        byRule.forEach((rule, counts) -> {
            Map<String, Object> hits = new LinkedHashMap<>();
            hits.put("users_hit", counts[0]);
            hits.put("sessions_hit", counts[1]);
            hits.put("refreshes_hit", counts[2]);
            if (rule == Rule.LEEWAY) {
                hits.put("reuses_answered", reusesAnswered);
            }
            rules.put(rule.name().toLowerCase(Locale.ROOT), hits);
        });
        result.put("by_rule", rules);
        return result;
    }

    private void add(Rule rule, int what) {
        byRule.getOrDefault(rule, new long[3])[what]++;
    }

    private long sum(int what) {
        return byRule.values().stream().mapToLong(counts -> counts[what]).sum();
    }
}
