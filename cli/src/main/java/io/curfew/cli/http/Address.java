package io.curfew.cli.http;

import io.curfew.cli.terminal.CommandFailure;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/**
 * Where the platform is: an {@code https} address, or {@code http} on this machine. Immutable.
 *
 * @param base without a slash at its end
 */
public record Address(URI base) {
    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");

    /**
     * Reads an address.
     *
     * @param allowHttp whether tokens may travel unencrypted to other machines
     * @throws CommandFailure when it is none, or tokens would travel for all to read
     */
    public static Address of(String text, boolean allowHttp) {
        URI uri;
        try {
            uri = new URI(text.strip().replaceAll("/+$", ""));
        } catch (URISyntaxException e) {
            throw wrong();
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        boolean plain = scheme.equals("http");
        if (!(plain || scheme.equals("https")) || uri.getHost() == null) {
            throw wrong();
        }
        if (uri.getUserInfo() != null || uri.getQuery() != null || uri.getFragment() != null) {
            throw wrong();
        }
        if (plain && !allowHttp && !HERE.contains(uri.getHost().toLowerCase(Locale.ROOT))) {
            throw CommandFailure.usage("tokens would travel unencrypted to " + uri.getHost()
                    + "; use https, or --allow-http if the way there is protected otherwise");
        }
        return new Address(uri);
    }

    /** The address of a path of the platform. */
    public URI at(String target) {
        return URI.create(base + target);
    }

    @Override
    public String toString() {
        return base.toString();
    }

    private static CommandFailure wrong() {
        return CommandFailure.usage("--url is no address such as https://sign-in.example.com");
    }
}
