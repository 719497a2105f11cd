package io.curfew.events.notice;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The kinds of notice and their names on the wire ({@code "kind"}), which never change. */
public enum NoticeKind {
    SESSION("session"),
    TOKEN("token"),
    SUBJECT("subject"),
    CLIENT("client"),
    TENANT("tenant"),
    KEY("key"),
    ALL("all"),
    WATERMARK("watermark");

    private static final Map<String, NoticeKind> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(NoticeKind::wireName, Function.identity()));

    private final String wireName;

    NoticeKind(String wireName) {
        this.wireName = wireName;
    }

    /** The value of {@code "kind"}. */
    public String wireName() {
        return wireName;
    }

    /** The kind of that name, or empty for one this version does not know. */
    public static Optional<NoticeKind> named(String wireName) {
        return Optional.ofNullable(BY_NAME.get(wireName));
    }
}
