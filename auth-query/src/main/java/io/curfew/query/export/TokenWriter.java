package io.curfew.query.export;

import io.curfew.query.personal.Opener;
import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Security event tokens, one a line with the cursor. An event may have several: all but the last carry the cursor of what
 * came before, so that none is missing when the file breaks off between them. One may then come twice, with the same id.
 */
final class TokenWriter implements ExportWriter {
    private static final JsonMapper JSON = new JsonMapper();

    private final Writer out;
    private final SecurityEvents events;

    TokenWriter(Writer out, SecurityEvents events) {
        this.out = out;
        this.events = events;
    }

    @Override
    public void write(ExportRow row, Opener opener, @Nullable String before, String cursor) throws IOException {
        List<String> tokens = events.of(row);
        for (int i = 0; i < tokens.size(); i++) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("cursor", i == tokens.size() - 1 ? cursor : before);
            line.put("set", tokens.get(i));
            out.write(JSON.writeValueAsString(line));
            out.write('\n');
        }
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }
}
