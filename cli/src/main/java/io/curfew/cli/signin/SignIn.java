package io.curfew.cli.signin;

import io.curfew.cli.http.Address;
import io.curfew.cli.http.Answer;
import io.curfew.cli.http.Api;
import io.curfew.cli.http.ApiFailure;
import io.curfew.cli.http.Bearer;
import io.curfew.cli.http.Call;
import io.curfew.cli.terminal.CommandFailure;
import io.curfew.cli.terminal.Json;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Being signed in: the tokens in their file, refreshed when they are about to expire. Two processes never spend the same
 * refresh token, since that would look like theft: they take turns and look first whether the other has refreshed.
 * Confined to one thread.
 */
public final class SignIn implements Bearer {
    private static final Duration EARLY = Duration.ofSeconds(20);
    /** RFC 6750, section 2.1. */
    private static final Pattern BARE = Pattern.compile("[A-Za-z0-9._~+/=-]+");

    private final Address address;
    private final TokenFile file;
    private final Clock clock;
    private final Api anonymous;

    public SignIn(Address address, Path file, Clock clock) {
        this.address = address;
        this.file = new TokenFile(file);
        this.clock = clock;
        this.anonymous = new Api(address, this);
    }

    /**
     * Signs in and keeps the tokens. A session that was kept before is ended: nobody could use it any more.
     *
     * @param password cleared by the caller
     * @return what the access token says of itself
     */
    public JsonNode login(String username, char[] password, @Nullable String deviceName) {
        ObjectNode body = Json.object().put("username", username).put("password", new String(password));
        body.put("client_id", "curfew-cli");
        // A token for the platform itself: no other service could use it (RFC 8707).
        body.put("resource", issuer());
        if (deviceName != null) {
            body.put("device_name", deviceName);
        }
        Answer answer = anonymous.send(Call.post("/auth/login").body(body).anonymous());
        Tokens fresh = Tokens.granted(address.toString(), answer.body(), clock.instant());
        Optional<Tokens> before = file.exclusively(() -> {
            Optional<Tokens> old = kept();
            file.write(fresh.json());
            return old;
        });
        before.ifPresent(this::end);
        return fresh.claims();
    }

    private String issuer() {
        JsonNode issuer = anonymous
                .send(Call.get("/.well-known/oauth-authorization-server").anonymous())
                .body()
                .path("issuer");
        if (!issuer.isString()) {
            throw CommandFailure.failed(address + " does not say who it is; is it Curfew's front door?");
        }
        return issuer.asString();
    }

    /** Ends the session and forgets the tokens, which also happens when the session had ended already. */
    public void logout() {
        Tokens kept =
                file.exclusively(this::kept).orElseThrow(() -> CommandFailure.noAccess("not signed in at " + address));
        Answer ignored = anonymous.send(ending(kept));
        file.delete();
    }

    private void end(Tokens old) {
        try {
            if (old.refreshToken() != null) {
                Answer ignored = anonymous.send(ending(old));
            }
        } catch (CommandFailure e) {
            // It expires by itself.
        }
    }

    /** By the refresh token, which also works when the access token has expired and when the session has ended. */
    private static Call ending(Tokens tokens) {
        return tokens.refreshToken() == null
                ? Call.post("/auth/logout")
                : Call.post("/auth/logout")
                        .body(Json.object().put("refresh_token", tokens.refreshToken()))
                        .anonymous();
    }

    /** What the access token says of itself; an empty object when nobody is signed in. */
    public JsonNode claims() {
        Tokens kept = current();
        return kept == null ? Json.object() : kept.claims();
    }

    /** Where the tokens are kept. */
    public Path file() {
        return file.path();
    }

    @Override
    public @Nullable String token() {
        Tokens kept = current();
        if (kept == null) {
            return null;
        }
        boolean old = kept.refreshToken() != null && clock.instant().plus(EARLY).isAfter(kept.expiresAt());
        return old ? insteadOf(kept.accessToken()) : kept.accessToken();
    }

    @Override
    public @Nullable String insteadOf(String refused) {
        Tokens next = file.exclusively(() -> {
            Tokens kept = current();
            if (kept == null
                    || kept.refreshToken() == null
                    || !kept.accessToken().equals(refused)) {
                // Nothing to refresh with, or somebody else has refreshed meanwhile.
                return kept;
            }
            return refreshed(kept);
        });
        return next == null || next.accessToken().equals(refused) ? null : next.accessToken();
    }

    private Tokens refreshed(Tokens kept) {
        try {
            ObjectNode body = Json.object().put("refresh_token", String.valueOf(kept.refreshToken()));
            JsonNode issuer = kept.claims().path("iss");
            if (issuer.isString()) {
                body.put("resource", issuer.asString());
            }
            Answer answer = anonymous.send(Call.post("/auth/refresh").body(body).anonymous());
            Tokens fresh = Tokens.granted(kept.url(), answer.body(), clock.instant());
            file.write(fresh.json());
            return fresh;
        } catch (ApiFailure e) {
            if (e.status() == 401) {
                file.delete();
                throw CommandFailure.noAccess("signed out at " + address + ": the session has ended; do: curfew login");
            }
            throw e;
        }
    }

    private @Nullable Tokens current() {
        String text = file.read();
        if (text == null) {
            return null;
        }
        Tokens kept = parse(text);
        if (!address.toString().equals(kept.url())) {
            throw CommandFailure.noAccess("the tokens in " + file.path() + " are not for " + address);
        }
        return kept;
    }

    private Tokens parse(String text) {
        if (!text.strip().startsWith("{")) {
            // A bare access token, put there by whoever runs us unattended; it goes where they say.
            if (!BARE.matcher(text.strip()).matches()) {
                throw CommandFailure.noAccess(file.path() + " holds no tokens; do: curfew login");
            }
            return new Tokens(address.toString(), text.strip(), null, "", Instant.MAX);
        }
        try {
            return Tokens.read(text);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.noAccess(file.path() + " holds no tokens; do: curfew login");
        }
    }

    /** What is kept for this platform, to be replaced or deleted anyway: also when others can read it. */
    private Optional<Tokens> kept() {
        try {
            return Optional.ofNullable(current());
        } catch (CommandFailure e) {
            return Optional.empty();
        }
    }
}
