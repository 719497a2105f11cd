package io.curfew.command.web.introspection;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a field of a form ({@code application/x-www-form-urlencoded}) from its text. Stateless. */
final class FormField {

    private FormField() {}

    /** The value of a field that is there once and not empty (RFC 6749, section 3.1: no parameter twice). */
    static Optional<String> only(String name, String form) {
        List<String> values = new ArrayList<>();
        try {
            for (String pair : form.split("&", -1)) {
                int equals = pair.indexOf('=');
                String key = equals < 0 ? pair : pair.substring(0, equals);
                if (URLDecoder.decode(key, StandardCharsets.UTF_8).equals(name)) {
                    String value = equals < 0 ? "" : pair.substring(equals + 1);
                    values.add(URLDecoder.decode(value, StandardCharsets.UTF_8));
                }
            }
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return values.size() == 1 && !values.get(0).isEmpty() ? Optional.of(values.get(0)) : Optional.empty();
    }
}
