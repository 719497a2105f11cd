package io.curfew.listener;

/**
 * Asks the issuer whether a token is active (RFC 7662). Thread-safe; blocks for no longer than a bound of its own.
 */
public interface Introspector extends AutoCloseable {
    /**
     * Whether the issuer says {@code "active": true}.
     *
     * @throws UnavailableException when it said neither, for whatever reason
     */
    boolean active(String token) throws UnavailableException;

    /** Releases what it holds. Idempotent. */
    @Override
    default void close() {}

    /** The issuer could not be asked or gave no usable answer. Its message never holds the token. */
    final class UnavailableException extends Exception {
        private static final long serialVersionUID = 1L;

        /** One sentence for operators. */
        public UnavailableException(String message) {
            super(message);
        }

        /** One sentence for operators, and what it came from. */
        public UnavailableException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
