package io.curfew.query.web;

import io.curfew.events.text.ForeignText;
import java.io.Serial;
import java.util.Collection;

/** A query parameter that the path does not know. Over HTTP: 400 with code {@code unknown_parameter}. */
final class UnknownParameterException extends InvalidParameterException {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final int LONGEST_SHOWN = 64;

    UnknownParameterException(String name, Collection<String> known) {
        super("Unknown parameter " + ForeignText.visible(name.substring(0, Math.min(name.length(), LONGEST_SHOWN)))
                + ". " + (known.isEmpty() ? "There are none here." : "Known: " + String.join(", ", known) + "."));
    }
}
