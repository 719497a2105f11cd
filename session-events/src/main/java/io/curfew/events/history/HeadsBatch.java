package io.curfew.events.history;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Some of the heads that are news since the last root; a root covers the batches of its number, by parts from 0. As text
 * one line each, the stream's id last and percent-encoded:
 *
 * <pre>
 * curfew-heads-v1 12 0
 * 7 CraZ2MgXEaF8VuWMlQurtig6w_xSp9FOMi_Zds-6Vto 7d2c4a60-0001-4000-8000-000000000001
 * </pre>
 *
 * Immutable and thread-safe.
 */
public record HeadsBatch(long number, int part, List<StreamHead> heads) {
    /** So many heads fit into any record. */
    public static final int LARGEST = 500;

    private static final String FORMAT = "curfew-heads-v1";
    private static final Pattern FIRST = Pattern.compile(FORMAT + " ([1-9]\\d{0,17}) (0|[1-9]\\d{0,8})");
    private static final Pattern LINE = Pattern.compile("(0|[1-9]\\d{0,17}) (\\S+) (\\S+)");

    public HeadsBatch {
        heads = List.copyOf(heads);
    }

    /** Its record key. */
    public String key() {
        return key(number, part);
    }

    /** The record key of a batch. */
    public static String key(long number, int part) {
        return "heads/" + number + "/" + part;
    }

    /** Its text in UTF-8. */
    public byte[] encode() {
        StringBuilder text = new StringBuilder()
                .append(FORMAT)
                .append(' ')
                .append(number)
                .append(' ')
                .append(part)
                .append('\n');
        for (StreamHead head : heads) {
            text.append(head.seq())
                    .append(' ')
                    .append(Encoding.encode(head.link()))
                    .append(' ')
                    .append(URLEncoder.encode(head.stream(), StandardCharsets.UTF_8))
                    .append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Reads a batch; refuses anything else. */
    public static HeadsBatch decode(byte[] utf8) throws HeadsFormatException {
        List<String> lines = new String(utf8, StandardCharsets.UTF_8).lines().toList();
        Matcher first = FIRST.matcher(lines.isEmpty() ? "" : lines.get(0));
        if (!first.matches()) {
            throw new HeadsFormatException("no batch of heads");
        }
        List<StreamHead> heads = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            heads.add(head(line));
        }
        return new HeadsBatch(Long.parseLong(first.group(1)), Integer.parseInt(first.group(2)), heads);
    }

    private static StreamHead head(String line) throws HeadsFormatException {
        Matcher parts = LINE.matcher(line);
        byte[] link = parts.matches() ? Encoding.digest(parts.group(2)) : null;
        if (link == null) {
            throw new HeadsFormatException("a line that is no head");
        }
        try {
            String stream = URLDecoder.decode(parts.group(3), StandardCharsets.UTF_8);
            return new StreamHead(stream, Long.parseLong(parts.group(1)), link);
        } catch (IllegalArgumentException e) {
            throw new HeadsFormatException("a stream that is not percent-encoded");
        }
    }
}
