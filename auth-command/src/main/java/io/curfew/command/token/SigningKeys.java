package io.curfew.command.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * The keys of this installation, rotated with overlap: the next key is published before it signs, and an old one stays
 * until the last token signed with it has expired. All nodes share them through the database and see the same ones sign,
 * because which key signs follows from the stored instants alone. Thread-safe; when the database is away, the keys
 * already known stay in use.
 */
public final class SigningKeys {
    private static final Logger log = LoggerFactory.getLogger(SigningKeys.class);

    /** How much later than their {@code exp} verifiers may accept tokens: Spring's 60 s and clock error. */
    private static final Duration VERIFIER_LEEWAY = Duration.ofMinutes(5);

    /** An unknown {@code kid} makes a node look into the database, but no more often than this. */
    private static final Duration LEAST_RELOAD = Duration.ofSeconds(5);

    private final KeyStore store;
    private final TokenProperties.Keys settings;
    private final Duration tokenLifetime;
    private final Clock clock;
    private final ReentrantLock reloading = new ReentrantLock();
    private volatile Snapshot snapshot;

    /** Loads the keys, or makes the first one. */
    SigningKeys(KeyStore store, TokenProperties.Keys settings, Duration tokenLifetime, Clock clock) {
        this.store = store;
        this.settings = settings;
        this.tokenLifetime = tokenLifetime;
        this.clock = clock;
        this.snapshot = load(1);
    }

    /** The key that signs now; never one that was revoked, as far as the database can be asked. */
    SigningKey signing() {
        SigningKey signing = signing(current());
        if (isRetired(signing)) {
            loadNow();
            signing = signing(snapshot);
        }
        return signing;
    }

    private SigningKey signing(Snapshot of) {
        Instant now = clock.instant();
        SigningKey signing = null;
        for (SigningKey key : of.keys()) {
            if (key.retired()) {
                // An older one would do, but whoever got at this one may have got at it, too.
                signing = null;
            } else if (signing == null || !key.signsFrom().isAfter(now)) {
                signing = key;
            }
        }
        // All retired: the node that retired the last one, or the database, is away. What it signs is refused anyway.
        return signing == null ? of.keys().get(of.keys().size() - 1) : signing;
    }

    private boolean isRetired(SigningKey key) {
        return isAnyRetired(List.of(key));
    }

    private boolean isAnyRetired(List<SigningKey> keys) {
        try {
            return store.isAnyRetired(keys.stream().map(SigningKey::kid).toList());
        } catch (DataAccessException e) {
            return false; // a token of a revoked key is refused everywhere: nobody is let in by it
        }
    }

    /**
     * The keys of the JWKS: those that may have signed an unexpired token, and the next. Never one that was revoked, on
     * whichever node, as far as the database can be asked: services ask for the set because of that.
     */
    List<SigningKey> published() {
        List<SigningKey> published = live(current());
        if (isAnyRetired(published)) {
            loadNow();
            published = live(snapshot);
        }
        return published;
    }

    /** The published key of this name. */
    Optional<SigningKey> find(String kid) {
        Optional<SigningKey> known = find(kid, live(current()));
        if (known.isPresent() || !snapshot.loadedAt().plus(LEAST_RELOAD).isBefore(clock.instant())) {
            return known;
        }
        reload();
        return find(kid, live(snapshot));
    }

    private static Optional<SigningKey> find(String kid, List<SigningKey> keys) {
        return keys.stream().filter(key -> key.kid().equals(kid)).findFirst();
    }

    private Snapshot current() {
        if (!clock.instant().isBefore(snapshot.loadedAt().plus(settings.reloadEvery()))) {
            reload();
        }
        return snapshot;
    }

    /** One thread loads; the others go on with what is known. */
    private void reload() {
        if (!reloading.tryLock()) {
            return;
        }
        try {
            loadAgain();
        } finally {
            reloading.unlock();
        }
    }

    /** Here nobody goes on with what is known. */
    private void loadNow() {
        reloading.lock();
        try {
            loadAgain();
        } finally {
            reloading.unlock();
        }
    }

    private void loadAgain() {
        try {
            snapshot = load(live(snapshot).get(0).generation());
        } catch (DataAccessException e) {
            log.warn(
                    "The signing keys cannot be reloaded; those known stay in use: {}",
                    e.getClass().getSimpleName());
            snapshot = new Snapshot(snapshot.keys(), clock.instant());
        }
    }

    /** What is known is out of date: whoever asks next looks into the database. */
    void reloadNext() {
        snapshot = new Snapshot(snapshot.keys(), Instant.EPOCH);
    }

    private Snapshot load(int fromGeneration) {
        Instant now = clock.instant();
        List<SigningKey> keys = store.keys(fromGeneration);
        Optional<SigningKey> next = next(keys, now);
        if (next.isPresent()) {
            if (store.add(next.get())) {
                log.info("New signing key {}", next.get());
            }
            keys = store.keys(fromGeneration);
        }
        return new Snapshot(List.copyOf(keys), now);
    }

    private Optional<SigningKey> next(List<SigningKey> keys, Instant now) {
        if (keys.isEmpty()) {
            return Optional.of(make(1, now, now));
        }
        SigningKey newest = keys.get(keys.size() - 1);
        if (newest.retired()) {
            // At once, unannounced: verifiers ask for keys they do not know.
            return Optional.of(make(newest.generation() + 1, now, now));
        }
        if (newest.signsFrom().isAfter(now)) {
            return Optional.empty();
        }
        Instant published = now.plus(settings.publishAhead());
        if (newest.algorithm() != settings.algorithm()) {
            return Optional.of(make(newest.generation() + 1, now, published));
        }
        Instant due = newest.signsFrom().plus(settings.rotateEvery());
        if (due.isAfter(published)) {
            return Optional.empty();
        }
        return Optional.of(make(newest.generation() + 1, now, due.isBefore(published) ? published : due));
    }

    private SigningKey make(int generation, Instant now, Instant signsFrom) {
        SigningAlgorithm algorithm = settings.algorithm();
        return SigningKey.of(generation, algorithm, algorithm.generate(settings.rsaBits()), now, signsFrom);
    }

    private List<SigningKey> live(Snapshot of) {
        Instant now = clock.instant();
        List<SigningKey> keys = of.keys();
        return IntStream.range(0, keys.size())
                .filter(i -> !keys.get(i).retired())
                .filter(i -> i == keys.size() - 1 || !lastUse(keys.get(i + 1)).isBefore(now))
                .mapToObj(keys::get)
                .toList();
    }

    /** When the last token signed before this key took over can still be accepted. */
    private Instant lastUse(SigningKey successor) {
        return successor.signsFrom().plus(tokenLifetime).plus(VERIFIER_LEEWAY);
    }

    private record Snapshot(List<SigningKey> keys, Instant loadedAt) {}
}
