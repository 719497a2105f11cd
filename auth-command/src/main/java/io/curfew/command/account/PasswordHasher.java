package io.curfew.command.account;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * Argon2id with OWASP's parameters (19 MiB, two passes, one lane). No more than a fixed number of passwords are hashed at
 * once, so that a flood of logins costs time and not memory. Thread-safe; throws {@link BusyException}.
 */
final class PasswordHasher {
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int KIBIBYTES = 19_456;
    private static final int PASSES = 2;

    private final Argon2PasswordEncoder argon2 =
            new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, KIBIBYTES, PASSES);
    private final Semaphore places;
    private final Duration patience;
    private final String nobody;

    PasswordHasher(int atOnce, Duration patience) {
        this.places = new Semaphore(atOnce, true);
        this.patience = patience;
        this.nobody = hash("nobody has this password");
    }

    String hash(String password) {
        return bounded(() -> argon2.encode(Passwords.normalise(password)));
    }

    boolean matches(String password, String hash) {
        return bounded(() -> argon2.matches(Passwords.normalise(password), hash));
    }

    /** Does the work of a check for an account that does not exist, and answers false. */
    boolean matchesNobody(String password) {
        boolean ignored = matches(password, nobody);
        return false;
    }

    private <T> T bounded(Supplier<T> work) {
        try {
            if (!places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new BusyException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusyException();
        }
        try {
            return work.get();
        } finally {
            places.release();
        }
    }
}
