package io.curfew.query.support;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Histories made by chance, the same for the same seed. */
public final class RandomHistories {
    private RandomHistories() {}

    public static List<History> of(long seed, int users, int commandsEach) {
        Random random = new Random(seed);
        List<History> histories = new ArrayList<>();
        for (int u = 0; u < users; u++) {
            String user = new UUID(seed, u).toString();
            History history = new History(user, Instant.parse("2026-01-01T00:00:00.123456Z"));
            history.created();
            List<String> alive = new ArrayList<>();
            for (int c = 0; c < commandsEach; c++) {
                command(random, history, alive);
                if (c % 16 == 7) {
                    history.access(c % 32 == 7 ? "somebody" : null);
                }
                if (c % 8 == 5) {
                    history.fail(c % 16 == 5 ? "198.51.100.9" : null, c);
                }
            }
            histories.add(history);
        }
        return histories;
    }

    private static void command(Random random, History history, List<String> alive) {
        int choice = random.nextInt(12);
        if (alive.isEmpty() || choice < 3) {
            alive.add(history.login("device " + random.nextInt(5), random.nextBoolean() ? History.FIREFOX : "curl/8"));
        } else if (choice < 6) {
            history.refresh(alive.get(random.nextInt(alive.size())), random.nextBoolean() ? "203.0.113.9" : null);
        } else if (choice == 6) {
            history.logout(alive.remove(random.nextInt(alive.size())));
        } else if (choice == 7) {
            history.reuse(alive.remove(random.nextInt(alive.size())));
        } else if (choice == 11) {
            history.replay(alive.get(random.nextInt(alive.size())));
        } else if (choice == 10) {
            history.ruleOut(alive.remove(random.nextInt(alive.size())));
        } else if (choice == 8) {
            history.expire(alive.remove(random.nextInt(alive.size())));
        } else if (alive.size() > 1) {
            history.changePassword(List.copyOf(alive));
            alive.clear();
        } else {
            history.logoutAll(List.copyOf(alive));
            alive.clear();
        }
    }
}
