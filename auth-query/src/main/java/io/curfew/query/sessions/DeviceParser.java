package io.curfew.query.sessions;

import io.curfew.query.store.StoredText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ua_parser.CachingParser;
import ua_parser.Client;
import ua_parser.Parser;

/**
 * Says in words what a user agent is. A user agent is whatever the client sent: an unknown one has no words, and none is
 * believed for anything but display. Thread-safe: calls take turns, since the cache inside is not.
 */
public final class DeviceParser {
    private static final int MAX_WORD = 255;
    private static final String OTHER = "Other";

    private final Parser parser = new CachingParser();

    /** What is known of a device; null where nothing is. */
    public record Device(@Nullable String browser, @Nullable String os, @Nullable String device) {
        static final Device UNKNOWN = new Device(null, null, null);
    }

    /** The device that sends this user agent. */
    public synchronized Device parse(@Nullable String userAgent) {
        if (userAgent == null || userAgent.isBlank()) {
            return Device.UNKNOWN;
        }
        Client client = parser.parse(userAgent);
        return new Device(
                words(client.userAgent.family, client.userAgent.major),
                words(client.os.family, client.os.major, client.os.minor),
                words(client.device.family));
    }

    private static @Nullable String words(@Nullable String family, @Nullable String... version) {
        if (family == null || family.isBlank() || family.equals(OTHER)) {
            return null;
        }
        List<String> numbers = new ArrayList<>();
        for (String part : version) {
            if (part == null) {
                break;
            }
            numbers.add(part);
        }
        String words = numbers.isEmpty() ? family : family + " " + String.join(".", numbers);
        return StoredText.cut(words, MAX_WORD);
    }
}
