package io.curfew.command.web.clients;

import io.curfew.command.StartRefusedException;
import io.curfew.command.web.body.Text;
import io.curfew.command.web.clients.Client.Grant;
import io.curfew.command.web.clients.Client.Introspection;
import io.curfew.command.web.problem.ProblemCode;
import io.curfew.command.web.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All clients that may ask for something (RFC 6749, section 2): those of the settings, and ours. Secrets are compared by
 * their hashes and in constant time, and an unknown client costs the same as a wrong secret. Immutable and thread-safe.
 */
public final class Clients {
    /** Public, as a page or a command line can keep no secret. A setting of the same id takes its place. */
    private static final Set<String> BUILT_IN = Set.of("curfew", "curfew-pages", "curfew-cli");

    private static final int SHORTEST_SECRET = 16;
    private static final byte[] NO_SECRET = hash("");

    private final Map<String, Client> clients = new HashMap<>();
    private final Map<String, byte[]> secretHashes = new HashMap<>();
    private final String defaultId;
    private final Resources resources;

    /**
     * Makes the registry.
     *
     * @param introspecting secrets of clients that may introspect any token and nothing else, by id
     * @param defaultId the client that is meant where none is named
     * @throws StartRefusedException if a client has settings that do not fit together
     */
    Clients(
            Map<String, ClientSettings> settings,
            Map<String, String> introspecting,
            String defaultId,
            Resources resources) {
        this.resources = resources;
        BUILT_IN.forEach(id -> clients.put(
                id, new Client(id, Set.of(Grant.PASSWORD, Grant.REFRESH_TOKEN), Introspection.NONE, null, false)));
        settings.forEach((id, client) -> {
            if (!Text.isClientId(id)) {
                throw new StartRefusedException(
                        "curfew.clients has an id that no request can name.",
                        "Ids have up to 128 letters, digits and . _ ~ : / @ - only; where they have more than lower-case"
                                + " letters, digits and -, write curfew.clients.\"[id]\".");
            }
            add(id, client);
        });
        introspecting.forEach((id, secret) -> {
            if (settings.containsKey(id)) {
                throw new StartRefusedException(
                        "Client " + id + " stands in curfew.clients and in curfew.introspection.clients.",
                        "Leave out the second, and set curfew.clients.\"[" + id + "]\".introspection.");
            }
            add(id, new ClientSettings(null, secret, Set.of(), null, Introspection.ANY));
        });
        refuseLookAlikes();
        if (!clients.containsKey(defaultId)) {
            throw new StartRefusedException(
                    "curfew.default-client-id names " + defaultId + ", which is no client.",
                    "Add curfew.clients." + defaultId + ".");
        }
        this.defaultId = defaultId;
    }

    private void add(String id, ClientSettings settings) {
        String secret = settings.secret();
        if (secret != null && secret.length() < SHORTEST_SECRET) {
            throw new StartRefusedException(
                    "The secret of client " + id + " is too short.",
                    "Give it a random secret of " + SHORTEST_SECRET + " characters or more.");
        }
        if (secret == null && settings.introspection() != Introspection.NONE) {
            throw new StartRefusedException(
                    "Client " + id + " may introspect, but has no secret, so anybody could in its name.",
                    "Give it a secret, or leave out its introspection.");
        }
        if (settings.grants().equals(Set.of(Grant.REFRESH_TOKEN))) {
            throw new StartRefusedException(
                    "Client " + id + " may refresh, but not begin a session.",
                    "Add grant password, or leave both out.");
        }
        requireKnown(id, settings.resources());
        clients.put(
                id, new Client(id, settings.grants(), settings.introspection(), settings.resources(), secret != null));
        if (secret != null) {
            secretHashes.put(id, hash(secret));
        }
    }

    /** Spring Boot binds a setting to every spelling of an id: two clients would share a secret, or lose a limit. */
    private void refuseLookAlikes() {
        Map<String, String> spellings = new HashMap<>();
        for (String id : clients.keySet()) {
            String other = spellings.put(id.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT), id);
            if (other != null) {
                throw new StartRefusedException(
                        "Settings cannot tell the clients " + id + " and " + other + " apart.",
                        "Write the id as it is, in a file, with ${VARIABLES} for secrets: environment variables for single"
                                + " settings of clients lose its signs and capitals.");
            }
        }
    }

    private void requireKnown(String id, @Nullable Set<String> named) {
        if (named != null && (named.isEmpty() || !resources.all().containsAll(named))) {
            throw new StartRefusedException(
                    "Client " + id + " has resources that are not known: " + named + ".",
                    "Name some of curfew.resources, curfew.issuer and curfew.audience, or leave the setting out.");
        }
    }

    /**
     * The resources that a token for this client is to name in {@code aud}.
     *
     * @param requested by the client (RFC 8707, section 2)
     * @throws ProblemException if one of them is not known or not for this client
     */
    public Set<String> audience(Client client, List<String> requested) {
        return resources.audience(client.resources(), requested);
    }

    /**
     * Refuses resources that no client may request.
     *
     * @throws ProblemException if one of them is not known
     */
    public void requireKnown(List<String> requested) {
        resources.requireKnown(Set.copyOf(requested));
    }

    /**
     * The client that asks, and is who it says.
     *
     * @param named as the request names it, and proves it when it has a secret
     * @throws ProblemException if it is not registered or does not prove itself
     */
    public Client of(ClientCredentials named) {
        String id = named.id();
        if (named.secret() == null) {
            Client client = registered(id == null ? defaultId : id);
            if (client.confidential()) {
                throw unproven(named);
            }
            return client;
        }
        return proven(named).orElseThrow(() -> unproven(named));
    }

    /**
     * The client of a session that is to be refreshed.
     *
     * @param id the client that it began with, see {@link #idOf}
     * @param asking the client that asks, as {@link #of} found it; null when the request named none
     * @throws ProblemException if that client is not registered any more or must prove itself
     */
    public Client ofSession(String id, @Nullable Client asking) {
        if (asking != null) {
            return asking;
        }
        Client client = registered(id);
        if (client.confidential()) {
            throw unproven(new ClientCredentials(id, null));
        }
        return client;
    }

    /** The client of a session: the default one for sessions from before it was recorded. */
    public String idOf(@Nullable String recorded) {
        return recorded == null ? defaultId : recorded;
    }

    /** The client, if it has a secret and this is it. */
    public Optional<Client> proven(ClientCredentials named) {
        return find(named).or(() -> named.basic() ? find(named.decoded()) : Optional.empty());
    }

    private Optional<Client> find(ClientCredentials named) {
        String id = named.id();
        String secret = named.secret();
        return id == null || secret == null || !matches(id, secret)
                ? Optional.empty()
                : Optional.ofNullable(clients.get(id));
    }

    /**
     * Refuses a client whose tokens are not for cookies: a browser keeps no secret, and is to stay signed in.
     *
     * @throws ProblemException if it has a secret, or may not refresh
     */
    public static void requireForCookies(Client client) {
        if (client.confidential() || !client.may(Grant.REFRESH_TOKEN)) {
            throw new ProblemException(
                    ProblemCode.UNAUTHORIZED_CLIENT, "This client gets its tokens in the body, not in cookies.");
        }
    }

    /**
     * Refuses a client that may not get tokens in this way.
     *
     * @throws ProblemException if it may not
     */
    public static void require(Client client, Grant grant) {
        if (!client.may(grant)) {
            throw new ProblemException(
                    ProblemCode.UNAUTHORIZED_CLIENT,
                    grant == Grant.PASSWORD ? "This client may not log in." : "This client may not refresh.");
        }
    }

    private Client registered(String id) {
        Client client = clients.get(id);
        if (client == null) {
            throw new ProblemException(ProblemCode.UNKNOWN_CLIENT, "The client is not registered here.");
        }
        return client;
    }

    private boolean matches(String id, String secret) {
        boolean equal = MessageDigest.isEqual(secretHashes.getOrDefault(id, NO_SECRET), hash(secret));
        return equal && secretHashes.containsKey(id);
    }

    /** Only who used HTTP Basic is asked for it again (RFC 6749, section 5.2): browsers would ask the person. */
    private static ProblemException unproven(ClientCredentials named) {
        String failed = "Client authentication failed.";
        return named.basic()
                ? ProblemException.challenging(ProblemCode.INVALID_CLIENT, failed, ClientCredentials.CHALLENGE)
                : new ProblemException(ProblemCode.INVALID_CLIENT, failed);
    }

    private static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
