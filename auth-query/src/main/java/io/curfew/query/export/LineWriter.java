package io.curfew.query.export;

import io.curfew.query.personal.Opener;
import io.curfew.query.sessions.DeviceParser;
import java.io.IOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/** One JSON object a line. */
final class LineWriter implements ExportWriter {
    private final Writer out;
    private final DeviceParser devices;

    LineWriter(Writer out, DeviceParser devices) {
        this.out = out;
        this.devices = devices;
    }

    @Override
    public void write(ExportRow row, Opener opener, @Nullable String before, String cursor) throws IOException {
        out.write(EventFields.json(row, opener, devices, cursor));
        out.write('\n');
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }
}
