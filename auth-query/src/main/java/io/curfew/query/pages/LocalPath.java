package io.curfew.query.pages;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where to go on after signing in: a page of ours and nothing else, so that a link to the sign-in page cannot send anybody
 * to another site (open redirect, RFC 9700 section 4.11.1). Stateless.
 */
final class LocalPath {
    private static final int LONGEST = 1024;
    /** A path of pages, and a query of unreserved characters; no dots in the path, no colon before the query. */
    private static final Pattern PAGE = Pattern.compile("/ui/[a-z]+(?:/[A-Za-z0-9_-]+)*(?:\\?[A-Za-z0-9=&%_.~:+-]*)?");

    private LocalPath() {}

    /** The path if it is one of ours, else the first page. */
    static String of(@Nullable String wish) {
        if (wish == null || wish.length() > LONGEST || wish.startsWith(PagePaths.SIGN_IN)) {
            return PagePaths.SESSIONS;
        }
        return PAGE.matcher(wish).matches() ? wish : PagePaths.SESSIONS;
    }
}
