package io.curfew.query.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import io.curfew.events.text.ForeignText;
import io.curfew.query.personal.Opener;
import io.curfew.query.sessions.DeviceParser;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * CSV (RFC 4180) with a header. What a client sent may be a formula to a spreadsheet: {@link ForeignText#cell} says which
 * cells begin with an apostrophe. Every cell is quoted.
 */
final class SheetWriter implements ExportWriter {
    static final List<String> HEADER = List.of(
            "occurred_at",
            "user_id",
            "seq",
            "event_id",
            "type",
            "session_id",
            "initiator",
            "initiated_by",
            "acting_session_id",
            "reason",
            "client_id",
            "address",
            "device_name",
            "browser",
            "os",
            "device",
            "user_agent",
            "erased",
            "trace_id",
            "chain",
            "stored_digest",
            "partition",
            "offset",
            "payload",
            "cursor");

    private final CsvWriter csv;
    private final DeviceParser devices;

    SheetWriter(Writer out, DeviceParser devices) {
        this.csv = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.CRLF)
                .quoteStrategy(QuoteStrategies.ALWAYS)
                .build(out);
        this.devices = devices;
        csv.writeRecord(HEADER);
    }

    @Override
    public void write(ExportRow row, Opener opener, @Nullable String before, String cursor) {
        DeviceParser.Device device = devices.parse(row.userAgent());
        List<String> cells = new ArrayList<>(HEADER.size());
        add(cells, row.occurredAt());
        add(cells, row.userId());
        add(cells, row.seq());
        add(cells, row.eventId());
        add(cells, row.type());
        add(cells, row.sessionId());
        add(cells, row.initiator());
        add(cells, row.initiatedBy());
        add(cells, row.actingSession());
        add(cells, row.reason());
        add(cells, row.clientId());
        add(cells, row.address());
        add(cells, row.deviceName());
        add(cells, device.browser());
        add(cells, device.os());
        add(cells, device.device());
        add(cells, row.userAgent());
        add(cells, opener.isErased(row.userId()));
        add(cells, row.traceId());
        add(cells, row.chain());
        add(cells, row.storedDigest());
        add(cells, EventFields.partition(row));
        add(cells, row.partition() < 0 ? null : row.offset());
        add(cells, row.payload());
        add(cells, cursor);
        csv.writeRecord(cells);
    }

    @Override
    public void flush() throws IOException {
        csv.flush();
    }

    private static void add(List<String> cells, @Nullable Object value) {
        cells.add(value == null ? "" : ForeignText.cell(value.toString()));
    }
}
