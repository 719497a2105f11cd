package io.curfew.query.replay;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What the projections can be built from. */
public enum Source {
    /** The topic of session events. */
    KAFKA,
    /** auth-command's event store: the truth, for when the topic is lost or doubted. */
    STORE;

    /** As it is written in requests. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The source of that word. */
    public static Optional<Source> of(String word) {
        return Stream.of(values()).filter(source -> source.word().equals(word)).findFirst();
    }

    static List<String> words() {
        return Stream.of(values()).map(Source::word).toList();
    }
}
