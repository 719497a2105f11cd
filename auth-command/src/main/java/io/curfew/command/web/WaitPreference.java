package io.curfew.command.web;

import java.time.Duration;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long a client is willing to wait until every node has applied its revocation: {@code Prefer: wait=seconds} (RFC
 * 7240, section 4.3) or the parameter {@code wait=applied}. Immutable.
 *
 * @param header what {@code Preference-Applied} repeats, or null when the header said nothing
 */
record WaitPreference(Duration patience, @Nullable String header) {
    static final Duration DEFAULT = Duration.ofSeconds(2);
    private static final String PARAMETER = "applied";
    private static final Pattern PREFERENCE =
            Pattern.compile("\\s*wait\\s*=\\s*\"?(\\d{1,6})\"?\\s*(?:;.*)?", Pattern.CASE_INSENSITIVE);

    /**
     * What was asked for, or null when nothing was. A preference that is not understood is none (RFC 7240, section 2).
     *
     * @param headers the values of {@code Prefer}
     * @param parameter the value of {@code wait}
     * @throws IllegalArgumentException when the parameter is anything but {@code applied}
     */
    static @Nullable WaitPreference of(List<String> headers, String @Nullable [] parameter) {
        List<String> values = parameter == null ? List.of() : List.of(parameter);
        boolean asked = !values.isEmpty();
        if (asked && !values.equals(List.of(PARAMETER))) {
            throw new IllegalArgumentException("The parameter wait can only be \"applied\".");
        }
        for (String header : headers) {
            for (String preference : header.split(",", -1)) {
                Matcher matcher = PREFERENCE.matcher(preference);
                if (matcher.matches()) {
                    // The first one counts (RFC 7240, section 2).
                    int seconds = Integer.parseInt(matcher.group(1));
                    return new WaitPreference(Duration.ofSeconds(seconds), "wait=" + seconds);
                }
            }
        }
        return asked ? new WaitPreference(DEFAULT, null) : null;
    }

    static List<String> list(@Nullable Enumeration<String> values) {
        return values == null ? List.of() : Collections.list(values);
    }
}
