package io.curfew.sidecar;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Values by name, read as what they should be; a mistake is noted and something harmless returned. For one thread. */
final class SettingValues {
    private static final Pattern SHORT_DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final Pattern SERVER = Pattern.compile("[^\\s,:]+:\\d{1,5}|\\[[0-9a-fA-F:.]+]:\\d{1,5}");
    private static final URI NOWHERE = URI.create("http://invalid.invalid");

    private final Map<String, String> values;
    private final List<String> mistakes;

    SettingValues(Map<String, String> values, List<String> mistakes) {
        this.values = values;
        this.mistakes = mistakes;
    }

    boolean has(String name) {
        return given(name) != null;
    }

    String text(String name, String otherwise) {
        String value = given(name);
        return value == null ? otherwise : value;
    }

    String required(String name) {
        String value = given(name);
        return value == null ? wrong(name, "is missing", "") : value;
    }

    List<String> list(String name) {
        return Arrays.stream(text(name, "").split(",", -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
    }

    List<String> requiredList(String name) {
        List<String> words = list(name);
        return words.isEmpty() ? wrong(name, "is missing", words) : words;
    }

    String servers(String name) {
        String value = given(name);
        if (value == null) {
            return wrong(name, "is missing", "");
        }
        boolean good = Stream.of(value.split(",", -1))
                .allMatch(server -> SERVER.matcher(server.strip()).matches());
        return good ? value : wrong(name, "must be host:port, more of them with commas between", "");
    }

    URI address(String name) {
        String value = given(name);
        if (value == null) {
            return wrong(name, "is missing", NOWHERE);
        }
        try {
            URI address = new URI(value);
            boolean web = "http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme());
            return web && address.getHost() != null ? address : noAddress(name);
        } catch (URISyntaxException e) {
            return noAddress(name);
        }
    }

    int number(String name, int otherwise, int least, int most) {
        String value = given(name);
        if (value == null) {
            return otherwise;
        }
        boolean digits = value.matches("\\d{1,9}");
        int number = digits ? Integer.parseInt(value) : -1;
        return number >= least && number <= most
                ? number
                : wrong(name, "must be a number from " + least + " to " + most, otherwise);
    }

    /** {@code 15s}, {@code 500ms}, {@code 1h}, or ISO 8601. */
    Duration duration(String name, Duration otherwise, Duration least) {
        String value = given(name);
        Duration duration = value == null ? otherwise : parsed(value);
        return duration != null && duration.compareTo(least) >= 0
                ? duration
                : wrong(
                        name,
                        "must be a duration such as 15s, 2m or 1h, at least " + least.toSeconds() + "s",
                        otherwise);
    }

    <E extends Enum<E>> E choice(String name, E otherwise) {
        String value = given(name);
        E[] choices = otherwise.getDeclaringClass().getEnumConstants();
        for (E choice : choices) {
            if (value == null || choice.name().equals(value.toUpperCase(Locale.ROOT))) {
                return value == null ? otherwise : choice;
            }
        }
        return wrong(
                name,
                "must be one of " + Stream.of(choices).map(Enum::name).collect(Collectors.joining(", ")),
                otherwise);
    }

    Map<String, String> startingWith(String prefix) {
        Map<String, String> found = new TreeMap<>();
        values.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                found.put(name, value);
            }
        });
        return found;
    }

    /** What is empty counts as not given: that is how composed environments leave something out. */
    private @Nullable String given(String name) {
        String value = values.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    private URI noAddress(String name) {
        return wrong(name, "must be an http or https address", NOWHERE);
    }

    private static @Nullable Duration parsed(String value) {
        Matcher matcher = SHORT_DURATION.matcher(value);
        if (matcher.matches()) {
            long amount = Long.parseLong(matcher.group(1));
            return switch (matcher.group(2)) {
                case "ms" -> Duration.ofMillis(amount);
                case "s" -> Duration.ofSeconds(amount);
                case "m" -> Duration.ofMinutes(amount);
                case "h" -> Duration.ofHours(amount);
                default -> Duration.ofDays(amount);
            };
        }
        try {
            return Duration.parse(value);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private <T> T wrong(String name, String what, T harmless) {
        mistakes.add(name + " " + what);
        return harmless;
    }
}
