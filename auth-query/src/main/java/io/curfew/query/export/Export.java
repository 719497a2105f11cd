package io.curfew.query.export;

import io.curfew.query.audit.AuditFilter;
import io.curfew.query.personal.Opener;
import io.curfew.query.personal.PersonalKeys;
import io.curfew.query.replay.Horizon;
import io.curfew.query.replay.ReadModel;
import io.curfew.query.sessions.DeviceParser;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes the history, or part of it, to a stream: a page of it is in memory at a time, however slow the other side reads.
 * Ends where it was begun, and waits for what is late: after its last event none ever comes that happened before. Thread-safe;
 * throws {@code NotYetException} and Spring's
 * {@code DataAccessException}.
 */
public final class Export {
    private static final int PAGE = 500;

    private final ReadModel model;
    private final ExportReader reader;
    private final PersonalKeys keys;
    private final SigningKey key;
    private final DeviceParser devices;
    private final @Nullable String issuer;
    private final Settling settling;
    private final Clock clock;

    Export(
            ReadModel model,
            ExportReader reader,
            PersonalKeys keys,
            SigningKey key,
            DeviceParser devices,
            @Nullable String issuer,
            Settling settling,
            Clock clock) {
        this.model = model;
        this.reader = reader;
        this.keys = keys;
        this.key = key;
        this.devices = devices;
        this.issuer = issuer;
        this.settling = settling;
        this.clock = clock;
    }

    /** A format of files. */
    public enum Format {
        JSONL("application/x-ndjson", "jsonl"),
        CSV("text/csv; charset=utf-8; header=present", "csv"),
        CAEP("application/x-ndjson", "caep.jsonl");

        private final String mediaType;
        private final String extension;

        Format(String mediaType, String extension) {
            this.mediaType = mediaType;
            this.extension = extension;
        }

        public String mediaType() {
            return mediaType;
        }

        public String extension() {
            return extension;
        }
    }

    /** An export of which the first page is read: what follows goes to the client. */
    public final class Begun {
        private final Instant end;
        private final AuditFilter filter;
        private final @Nullable ExportPlace after;
        private final Page first;

        private Begun(AuditFilter filter, @Nullable ExportPlace after) {
            this.end = settling.end(filter.until());
            this.filter = filter.within(null, end);
            this.after = after;
            this.first = page(this.filter, after);
        }

        /**
         * Writes it.
         *
         * @param audience whom security event tokens are for
         * @param cursors writes places down
         * @throws IOException when the client is gone; nothing is read any more
         */
        public void write(
                Format format, OutputStream to, @Nullable String audience, Function<ExportPlace, String> cursors)
                throws IOException {
            Writer text = new OutputStreamWriter(to, StandardCharsets.UTF_8);
            ExportWriter writer = writer(format, text, audience);
            Page page = first;
            String before = after == null ? null : cursors.apply(after);
            ExportPlace place = after;
            while (true) {
                boolean last = page.rows().size() < PAGE;
                Instant reached =
                        last ? end : page.rows().get(PAGE - 1).occurredAt().plusNanos(1);
                if (reached.isAfter(page.settled())) {
                    writer.flush();
                    settling.await(end);
                    page = page(filter, place);
                    continue;
                }
                for (ExportRow row : page.rows()) {
                    String cursor = cursors.apply(row.place());
                    writer.write(row, page.opener(), before, cursor);
                    before = cursor;
                }
                writer.flush();
                if (last) {
                    return;
                }
                place = page.rows().get(PAGE - 1).place();
                page = page(filter, place);
            }
        }
    }

    /** Begins an export. */
    public Begun begin(AuditFilter filter, @Nullable ExportPlace after) {
        return new Begun(filter, after);
    }

    /** Whether security event tokens can be made: their issuer is known. */
    public boolean canSign() {
        return issuer != null;
    }

    private ExportWriter writer(Format format, Writer text, @Nullable String audience) {
        return switch (format) {
            case JSONL -> new LineWriter(text, devices);
            case CSV -> new SheetWriter(text, devices);
            case CAEP -> {
                String name = String.valueOf(issuer);
                yield new TokenWriter(
                        text, new SecurityEvents(name, audience == null ? name : audience, key.get(), clock));
            }
        };
    }

    /** Rows, and before what instant no more can come among them. */
    private record Page(List<ExportRow> rows, Opener opener, Instant settled) {}

    private Page page(AuditFilter filter, @Nullable ExportPlace after) {
        Horizon.Known known = settling.known();
        return model.read(generation -> {
            List<ExportRow> rows = reader.page(generation, filter, after, PAGE);
            Set<String> users = new HashSet<>();
            rows.forEach(row -> users.add(row.userId()));
            return new Page(rows, keys.opener(users), Settling.settled(generation, known));
        });
    }
}
