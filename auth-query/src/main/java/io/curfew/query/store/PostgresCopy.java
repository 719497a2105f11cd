package io.curfew.query.store;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/** PostgreSQL's {@code COPY … FROM STDIN} in its text format. Stateless and thread-safe. */
final class PostgresCopy {
    private static final int CHUNK = 64 * 1024;

    private PostgresCopy() {}

    static void write(
            PGConnection connection, String table, List<String> columns, List<? extends SqlParameterSource> rows)
            throws SQLException {
        CopyIn copy =
                connection.getCopyAPI().copyIn("copy " + table + " (" + String.join(", ", columns) + ") from stdin");
        try {
            CharsetEncoder utf8 = StandardCharsets.UTF_8.newEncoder();
            StringBuilder text = new StringBuilder(CHUNK + 4096);
            for (SqlParameterSource row : rows) {
                for (int i = 0; i < columns.size(); i++) {
                    if (i > 0) {
                        text.append('\t');
                    }
                    append(text, row.getValue(columns.get(i)));
                }
                text.append('\n');
                if (text.length() >= CHUNK) {
                    send(copy, utf8, text);
                }
            }
            send(copy, utf8, text);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private static void send(CopyIn copy, CharsetEncoder utf8, StringBuilder text) throws SQLException {
        try {
            ByteBuffer bytes = utf8.encode(CharBuffer.wrap(text));
            copy.writeToCopy(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
        } catch (CharacterCodingException e) {
            // As an insert would answer; never a question mark in the place of what was there.
            throw new DataIntegrityViolationException("a text is not Unicode", e);
        }
        text.setLength(0);
    }

    private static void append(StringBuilder text, @Nullable Object value) {
        if (value == null) {
            text.append("\\N");
        } else if (value instanceof String string) {
            appendEscaped(text, string);
        } else if (value instanceof byte[]) {
            throw new IllegalArgumentException("no bytes are written here");
        } else {
            text.append(value); // numbers, booleans and times have nothing to escape
        }
    }

    private static void appendEscaped(StringBuilder text, String string) {
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                default -> text.append(c);
            }
        }
    }
}
