package io.curfew.events.notice;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The fields of one object, each to be taken once, so that what is left over is seen. Not thread-safe. */
final class NoticeFields {
    private final Map<String, Object> left;

    NoticeFields(Map<String, Object> fields) {
        this.left = new LinkedHashMap<>(fields);
    }

    String string(String name) throws NoticeFormatException {
        if (left.remove(name) instanceof String string) {
            return string;
        }
        throw new NoticeFormatException("field " + name + " is missing or no string");
    }

    long number(String name) throws NoticeFormatException {
        if (left.remove(name) instanceof Long number) {
            return number;
        }
        throw new NoticeFormatException("field " + name + " is missing or no integer");
    }

    boolean has(String name) {
        return left.containsKey(name);
    }

    long natural(String name) throws NoticeFormatException {
        long number = number(name);
        if (number < 0) {
            throw new NoticeFormatException("field " + name + " is negative");
        }
        return number;
    }

    String id(String name) throws NoticeFormatException {
        String id = string(name);
        if (!NoticeCodec.isId(id)) {
            throw new NoticeFormatException("field " + name + " is no id");
        }
        return id;
    }

    Instant instant(String name) throws NoticeFormatException {
        long millis = number(name);
        if (millis < 0 || millis > NoticeCodec.MAX_MILLIS) {
            throw new NoticeFormatException("field " + name + " is no time");
        }
        return Instant.ofEpochMilli(millis);
    }

    void nothingLeft() throws NoticeFormatException {
        if (!left.isEmpty()) {
            throw new NoticeFormatException("unknown fields: " + left.size());
        }
    }
}
