package io.curfew.query.support;

import java.sql.Clob;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the tables hold, comparable. */
public final class Tables {
    private Tables() {}

    /** Every row of a generation without what may differ: the generation and where in the topic it was found. */
    public static List<String> dump(JdbcClient jdbc, int generation) {
        List<String> rows = new ArrayList<>();
        for (String table :
                List.of("query_user", "query_session", "query_audit_event", "query_audit_session", "query_rule")) {
            List<String> lines = new ArrayList<>();
            for (Map<String, Object> row : jdbc.sql("select * from " + table + " where generation = :g")
                    .param("g", generation)
                    .query()
                    .listOfRows()) {
                Map<String, Object> sorted = new TreeMap<>();
                row.forEach((column, value) -> sorted.put(column.toLowerCase(Locale.ROOT), text(value)));
                sorted.keySet().removeAll(List.of("generation", "partition_number", "record_offset"));
                lines.add(table + " " + sorted);
            }
            lines.sort(null);
            rows.addAll(lines);
        }
        return rows;
    }

    public static long count(JdbcClient jdbc, String table, int generation) {
        return jdbc.sql("select count(*) from " + table + " where generation = :g")
                .param("g", generation)
                .query(Long.class)
                .single();
    }

    private static Object text(Object value) {
        if (value instanceof Clob clob) {
            try {
                return clob.getSubString(1, (int) clob.length());
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
        return String.valueOf(value);
    }
}
