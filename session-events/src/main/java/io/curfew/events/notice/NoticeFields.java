package io.curfew.events.notice;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The fields of one flat JSON object (RFC 8259, a subset: strings and integers), each to be taken once, so that what is
 * left over is seen. Not thread-safe.
 */
public final class NoticeFields {
    private final Map<String, Object> left;

    NoticeFields(Map<String, Object> fields) {
        this.left = new LinkedHashMap<>(fields);
    }

    /** Reads an object; refuses anything else. */
    public static NoticeFields read(byte[] utf8) throws NoticeFormatException {
        return new NoticeFields(FlatJsonReader.read(utf8));
    }

    /** Takes a string. */
    public String string(String name) throws NoticeFormatException {
        if (left.remove(name) instanceof String string) {
            return string;
        }
        throw new NoticeFormatException("field " + name + " is missing or no string");
    }

    /** Takes an integer. */
    public long number(String name) throws NoticeFormatException {
        if (left.remove(name) instanceof Long number) {
            return number;
        }
        throw new NoticeFormatException("field " + name + " is missing or no integer");
    }

    /** Whether it is there and not taken. */
    public boolean has(String name) {
        return left.containsKey(name);
    }

    /** Takes an integer that is not negative. */
    public long natural(String name) throws NoticeFormatException {
        long number = number(name);
        if (number < 0) {
            throw new NoticeFormatException("field " + name + " is negative");
        }
        return number;
    }

    /** Takes a string that is an id. */
    public String id(String name) throws NoticeFormatException {
        String id = string(name);
        if (!NoticeCodec.isId(id)) {
            throw new NoticeFormatException("field " + name + " is no id");
        }
        return id;
    }

    /** Takes a time in milliseconds since the epoch. */
    public Instant instant(String name) throws NoticeFormatException {
        long millis = number(name);
        if (millis < 0 || millis > NoticeCodec.MAX_MILLIS) {
            throw new NoticeFormatException("field " + name + " is no time");
        }
        return Instant.ofEpochMilli(millis);
    }

    /** Refuses what nobody has taken. */
    public void nothingLeft() throws NoticeFormatException {
        if (!left.isEmpty()) {
            throw new NoticeFormatException("unknown fields: " + left.size());
        }
    }
}
