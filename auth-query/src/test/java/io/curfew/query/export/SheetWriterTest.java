package io.curfew.query.export;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.curfew.query.personal.Opener;
import io.curfew.query.sessions.DeviceParser;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacker text in a spreadsheet. */
class SheetWriterTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=cmd|' /C calc'!A0",
                "+1+1",
                "-2+3",
                "@SUM(1)",
                "\t=1",
                "\uff1d1+1",
                "\uff0b1+1",
                "\uff0d2+3",
                "\uff20SUM(1)",
                " =1",
                " \t=1",
                "\u00a0=1",
                "\r=1",
                "\n=1",
                "=HYPERLINK(\"http://x\")"
            })
    void what_looks_like_a_formula_is_text(String hostile) throws IOException {
        NamedCsvRecord row = written(hostile).get(0);

        assertThat(row.getField("device_name")).isEqualTo("'" + hostile);
        assertThat(row.getField("user_agent")).isEqualTo("'" + hostile);
        assertThat(row.getField("reason")).isEqualTo("'" + hostile);
        assertThat(row.getField("client_id")).isEqualTo("'" + hostile);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\"b", "a,b;c\r\nd", "2=2", " x", "<script>alert(1)</script>", "käse 🧀"})
    void other_text_comes_back_as_it_was(String text) throws IOException {
        assertThat(written(text).get(0).getField("device_name")).isEqualTo(text);
    }

    @Test
    void the_header_names_every_column() throws IOException {
        assertThat(written("x").get(0).getHeader()).isEqualTo(SheetWriter.HEADER);
        assertThat(written("x").get(0).getFields()).hasSameSizeAs(SheetWriter.HEADER);
    }

    private static List<NamedCsvRecord> written(String text) throws IOException {
        StringWriter out = new StringWriter();
        SheetWriter writer = new SheetWriter(out, new DeviceParser());
        ExportRow row = new ExportRow(
                "u",
                0,
                "e",
                "session.started",
                "s",
                Instant.EPOCH,
                "USER",
                null,
                null,
                text,
                text,
                text,
                text,
                text,
                null,
                null,
                null,
                "{}",
                0,
                7);
        writer.write(row, Opener.withoutKeys(), null, "cursor");
        writer.flush();
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(out.toString())) {
            return reader.stream().toList();
        }
    }
}
