package io.curfew.events.personal;

import java.util.Arrays;
import java.util.Optional;

/** A field of events that holds personal data and is therefore sealed. The names are on the wire and never change. */
public enum PersonalField {
    IP_ADDRESS("ip_address"),
    USER_AGENT("user_agent"),
    DEVICE_NAME("device_name");

    private final String fieldName;

    PersonalField(String fieldName) {
        this.fieldName = fieldName;
    }

    /** What it is called in the JSON of events. */
    public String fieldName() {
        return fieldName;
    }

    /** The field of a name, or empty when that is no personal data. */
    public static Optional<PersonalField> named(String name) {
        return Arrays.stream(values())
                .filter(field -> field.fieldName.equals(name))
                .findFirst();
    }
}
