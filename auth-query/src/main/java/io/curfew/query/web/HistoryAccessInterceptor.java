package io.curfew.query.web;

import io.curfew.query.export.Export;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Has each access to a history recorded before it is answered, unless it is the reader's own: an export that cannot be
 * recorded is refused, a read goes on. Thread-safe.
 */
final class HistoryAccessInterceptor implements HandlerInterceptor {
    private static final int LONGEST_ID = 255;
    /** Below the same paths, and nobody's history. */
    static final Set<String> NO_HISTORY = Set.of(Paths.NODES, Paths.RECEIPT, Paths.AUDIT, Paths.AUDIT + "/**");

    static final Map<String, String> READS = Map.of(
            Paths.EVENTS,
            "events",
            Paths.HISTOGRAM,
            "histogram",
            Paths.AS_OF,
            "sessions",
            Paths.DIFF,
            "diff",
            Paths.TOKEN,
            "token",
            Paths.TIMELINE,
            "timeline",
            Paths.JOBS,
            "jobs",
            Paths.JOB,
            "jobs",
            "/ui/audit",
            "page",
            "/ui/audit/entries",
            "page");

    private final HistoryAccessClient client;
    private final UserIds ids;

    HistoryAccessInterceptor(HistoryAccessClient client, UserIds ids) {
        this.client = client;
        this.ids = ids;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String path = path(request);
        boolean export = path.equals(Paths.EXPORT);
        String read = READS.get(path);
        if (request.getDispatcherType() != DispatcherType.REQUEST
                || (read == null && !export)
                || !(SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken caller)) {
            return true;
        }
        String what = read == null ? format(request) : read;
        String user = text(request.getParameter("user"));
        String reader = caller.getName();
        if (what == null || (user != null && !ids.isUser(user))) {
            return true; // it is refused
        }
        String subject = user == null ? ofSession(request, path) : user;
        if (reader.equals(subject)) {
            return true;
        }
        boolean exported = export && !request.getMethod().equals(HttpMethod.HEAD.name());
        boolean recorded = client.tell(
                new HistoryAccess(reader, exported, subject, what),
                caller.getToken().getTokenValue());
        if (exported && !recorded) {
            throw new AccessNotRecordedException();
        }
        return true;
    }

    /** The pattern that was matched, as it is written in {@link Paths}. */
    private static String path(HttpServletRequest request) {
        String pattern = String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
        return unversioned(pattern);
    }

    static String unversioned(String pattern) {
        String unversioned = pattern.startsWith(Paths.V1) ? pattern.substring(Paths.V1.length()) : pattern;
        return unversioned.endsWith("/") ? unversioned.substring(0, unversioned.length() - 1) : unversioned;
    }

    /** Null for one that does not exist. */
    private static @Nullable String format(HttpServletRequest request) {
        String format = request.getParameter("format");
        if (format == null) {
            return name(Export.Format.JSONL);
        }
        for (Export.Format each : Export.Format.values()) {
            if (name(each).equals(format)) {
                return format;
            }
        }
        return null;
    }

    private static String name(Export.Format format) {
        return format.name().toLowerCase(Locale.ROOT);
    }

    private @Nullable String ofSession(HttpServletRequest request, String path) {
        String session = request.getParameter("session");
        if (path.equals(Paths.TIMELINE)
                && request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
                        instanceof Map<?, ?> variables) {
            session = String.valueOf(variables.get("id"));
        }
        String id = text(session);
        return id == null ? null : ids.ofSession(id);
    }

    private static @Nullable String text(@Nullable String value) {
        String text = value == null ? "" : value.strip();
        return text.isEmpty() || text.length() > LONGEST_ID || text.indexOf('\0') >= 0 ? null : text;
    }
}
