package io.curfew.command.web.body;

import io.curfew.command.web.problem.ProblemCode;
import io.curfew.command.web.problem.ProblemException;
import io.curfew.command.web.problem.UnreadableBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A body as OAuth clients send it: {@code application/x-www-form-urlencoded} in UTF-8 (RFC 6749, appendix B), no field twice
 * (section 3.1). Read as strictly as JSON. Stateless.
 */
public final class Form {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** The one field that may come several times (RFC 8707, section 2). */
    private static final String RESOURCE = "resource";

    private Form() {}

    /**
     * The fields of the body as a request.
     *
     * @throws ProblemException if it is malformed, or has a field twice or one that is not known
     */
    public static <R extends Request> R read(HttpServletRequest request, Class<R> type) throws IOException {
        try {
            List<String> resources = new ArrayList<>();
            Map<String, Object> fields = new LinkedHashMap<>(fields(request, resources));
            if (!resources.isEmpty()) {
                fields.put(RESOURCE, resources);
            }
            R read = MAPPER.convertValue(fields, type);
            read.check();
            return read;
        } catch (DatabindException e) {
            throw UnreadableBody.explain(e);
        }
    }

    /**
     * The fields of the body, decoded; empty ones are left out (RFC 6749, section 3.1).
     *
     * @throws ProblemException if it is malformed or has a field twice
     */
    public static Map<String, String> fields(HttpServletRequest request) throws IOException {
        return fields(request, null);
    }

    private static Map<String, String> fields(HttpServletRequest request, @Nullable List<String> resources)
            throws IOException {
        String form = new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, String> fields = new LinkedHashMap<>();
        try {
            for (String pair : form.split("&", -1)) {
                int equals = pair.indexOf('=');
                String name = URLDecoder.decode(equals < 0 ? pair : pair.substring(0, equals), StandardCharsets.UTF_8);
                String value = URLDecoder.decode(equals < 0 ? "" : pair.substring(equals + 1), StandardCharsets.UTF_8);
                if (resources != null && name.equals(RESOURCE)) {
                    if (!value.isEmpty()) {
                        resources.add(value);
                    }
                } else if (fields.put(name, value) != null) {
                    throw new ProblemException(ProblemCode.MALFORMED_BODY, "A field of the form comes twice.");
                }
            }
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemCode.MALFORMED_BODY, "The form is not well encoded.");
        }
        fields.values().removeIf(String::isEmpty);
        return fields;
    }
}
