package io.curfew.sidecar.envoy;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.curfew.sidecar.check.Asked;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code envoy.service.auth.v3.CheckRequest}: the few fields of it that matter, by their numbers, which are for
 * ever. Everything else is passed over. Used for one message, by one thread.
 */
final class EnvoyMessages {
    private final List<String> joined = new ArrayList<>();
    private final List<String> separate = new ArrayList<>();
    private final List<String> targets = new ArrayList<>();
    private boolean hasHeaderMap;
    private @Nullable String scope;
    private boolean unknownExtension;

    private EnvoyMessages() {}

    /**
     * What is asked.
     *
     * @param asked the client's request
     * @param scope the scope the route asks for; null for none
     * @param unknownExtension whether the route's configuration asks for something else too, as a misspelt name does
     */
    record Question(Asked asked, @Nullable String scope, boolean unknownExtension) {}

    static Question read(InputStream message) throws IOException {
        EnvoyMessages reading = new EnvoyMessages();
        // CheckRequest.attributes = 1
        each(CodedInputStream.newInstance(message), (number, in) -> {
            if (number == 1) {
                nested(in, reading::attributes);
                return true;
            }
            return false;
        });
        // The header map, where Envoy sends it, keeps two headers of one name apart; the plain map joins them.
        List<String> authorization = reading.hasHeaderMap ? reading.separate : reading.joined;
        return new Question(new Asked(authorization, reading.targets), reading.scope, reading.unknownExtension);
    }

    /** AttributeContext: request = 4, context_extensions = 10. */
    private boolean attributes(int number, CodedInputStream in) throws IOException {
        if (number == 4) {
            // Request.http = 2
            nested(in, (inner, request) -> {
                if (inner == 2) {
                    nested(request, this::http);
                    return true;
                }
                return false;
            });
            return true;
        }
        if (number == 10) {
            String[] entry = pair(in);
            if (entry[0].equals("scope")) {
                scope = entry[1];
            } else {
                unknownExtension = true;
            }
            return true;
        }
        return false;
    }

    /** HttpRequest: headers = 3, path = 4, query = 7, header_map = 13. */
    private boolean http(int number, CodedInputStream in) throws IOException {
        switch (number) {
            case 3 -> addAuthorization(pair(in), joined);
            case 4 -> targets.add(in.readStringRequireUtf8());
            case 7 -> targets.add("?" + in.readStringRequireUtf8());
            case 13 -> {
                hasHeaderMap = true;
                // HeaderMap.headers = 1
                nested(in, (inner, header) -> {
                    if (inner == 1) {
                        addAuthorization(pair(header), separate);
                        return true;
                    }
                    return false;
                });
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void addAuthorization(String[] header, List<String> into) {
        if (header[0].toLowerCase(Locale.ROOT).equals("authorization")) {
            into.add(header[1]);
        }
    }

    /** A map entry (key = 1, value = 2) or a HeaderValue (the same, and raw_value = 3). */
    private static String[] pair(CodedInputStream in) throws IOException {
        String[] pair = {"", ""};
        nested(in, (number, entry) -> {
            if (number < 1 || number > 3) {
                return false;
            }
            // As HTTP headers are: one character for each byte, whatever they were meant to be.
            String text = new String(entry.readByteArray(), StandardCharsets.ISO_8859_1);
            if (!text.isEmpty()) {
                pair[number == 1 ? 0 : 1] = text;
            }
            return true;
        });
        return pair;
    }

    /** Takes one field by its number; false leaves it unread, to be passed over. */
    private interface Field {
        boolean take(int number, CodedInputStream in) throws IOException;
    }

    private static void nested(CodedInputStream in, Field field) throws IOException {
        int limit = in.pushLimit(in.readRawVarint32());
        each(in, field);
        in.checkLastTagWas(0);
        if (in.getBytesUntilLimit() != 0) {
            throw new IOException("cut off");
        }
        in.popLimit(limit);
    }

    private static void each(CodedInputStream in, Field field) throws IOException {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            boolean delimited = WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
            // All fields read here are length-delimited; another wire type under such a number is nobody's field.
            if (!(delimited && field.take(WireFormat.getTagFieldNumber(tag), in)) && !in.skipField(tag)) {
                throw new IOException("an end without a beginning");
            }
        }
    }
}
