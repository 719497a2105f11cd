package io.curfew.events.browser;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The origins whose pages may use the token cookies, and the one rule (CSRF) by which a request with such a cookie counts.
 * Browsers set {@code Origin} (RFC 6454) and {@code Sec-Fetch-Site} themselves; a page cannot. Immutable and thread-safe.
 */
public final class TrustedOrigins {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OURS = Set.of("same-origin", "none");
    private static final Pattern ORIGIN = Pattern.compile("https?://[^/?#@*\\s]+");

    private final Set<String> origins;

    /**
     * Trusts these origins, and each service's own host.
     *
     * @param origins scheme, host and port, as browsers send them; a slash at the end is ignored
     * @throws IllegalArgumentException for an entry that is no origin, such as {@code *}
     */
    public TrustedOrigins(Collection<String> origins) {
        this.origins = origins.stream().map(TrustedOrigins::normalized).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether this value of {@code Origin} is one of those configured. */
    public boolean contains(@Nullable String origin) {
        return origin != null && origins.contains(origin.toLowerCase(Locale.ROOT));
    }

    /** Whether none is configured. */
    public boolean isEmpty() {
        return origins.isEmpty();
    }

    /**
     * Whether a request that has its token in a cookie counts: one that only reads always does, because other sites cannot
     * read the answer; any other only if it is known to come from a page of a trusted origin or of the host that it was
     * sent to.
     *
     * @param method the HTTP method
     * @param origin the header {@code Origin}
     * @param site the header {@code Sec-Fetch-Site}
     * @param host the header {@code Host}
     */
    public boolean mayUseCookies(String method, @Nullable String origin, @Nullable String site, @Nullable String host) {
        return SAFE.contains(method) || isOurs(origin, site, host);
    }

    /** Whether a request is known to come from a page of a trusted origin or of the host that it was sent to. */
    public boolean isOurs(@Nullable String origin, @Nullable String site, @Nullable String host) {
        if (contains(origin)) {
            return true;
        }
        if (site != null) {
            return OURS.contains(site.toLowerCase(Locale.ROOT));
        }
        return origin != null && host != null && isHost(origin, host);
    }

    /** Schemes may differ behind a proxy that ends TLS, so hosts and ports are compared. */
    private static boolean isHost(String origin, String host) {
        try {
            String authority = new URI(origin).getRawAuthority();
            return authority != null && authority.equalsIgnoreCase(host);
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static String normalized(String origin) {
        String normalized = origin.strip().toLowerCase(Locale.ROOT).replaceAll("/+$", "");
        if (!ORIGIN.matcher(normalized).matches()) {
            throw new IllegalArgumentException("not an origin such as https://app.example.org: " + origin);
        }
        return normalized;
    }
}
