package io.curfew.command.database;

import java.sql.SQLException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the SQL exceptions in a chain of causes say, by SQL state. Stateless. */
public final class SqlErrors {

    private SqlErrors() {}

    /** Whether a unique key or another constraint was violated (class 23). */
    public static boolean isConstraintViolation(@Nullable Throwable failure) {
        return any(failure, sql -> state(sql).startsWith("23"));
    }

    /**
     * Whether two transactions got into each other's way: the transaction was rolled back or a row stayed locked, and
     * trying again may work (class 40, PostgreSQL 55P03, H2 HYT00 and 90131).
     */
    public static boolean isConflict(@Nullable Throwable failure) {
        return any(failure, sql -> {
            String state = state(sql);
            return state.startsWith("40") || state.equals("55P03") || state.equals("HYT00") || state.equals("90131");
        });
    }

    /** Whether a statement was wrong in itself: a mistake of ours and no outage (classes 0A, 22 and 42). */
    public static boolean isMistake(@Nullable Throwable failure) {
        return any(failure, sql -> {
            String state = state(sql);
            return state.startsWith("42") || state.startsWith("22") || state.startsWith("0A");
        });
    }

    /** Whether there is any SQL exception: its message may repeat a statement with its values. */
    public static boolean isSql(@Nullable Throwable failure) {
        return any(failure, sql -> true);
    }

    /** Class names and SQL states only, nothing of what was stored. */
    public static String describe(@Nullable Throwable failure) {
        StringBuilder text = new StringBuilder();
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable at = failure; at != null && seen.add(at); at = at.getCause()) {
            text.append(text.isEmpty() ? "" : " < ").append(at.getClass().getSimpleName());
            if (at instanceof SQLException sql) {
                text.append('[').append(state(sql)).append(']');
            }
        }
        return text.toString();
    }

    private static boolean any(@Nullable Throwable failure, Predicate<SQLException> test) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable at = failure; at != null && seen.add(at); at = at.getCause()) {
            if (at instanceof SQLException sql) {
                for (SQLException next = sql; next != null; next = next.getNextException()) {
                    if (test.test(next)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static String state(SQLException sql) {
        return sql.getSQLState() == null ? "" : sql.getSQLState();
    }
}
