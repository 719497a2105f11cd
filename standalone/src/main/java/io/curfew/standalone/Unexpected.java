package io.curfew.standalone;

/** Something in the demonstration was not as it should be; the message is for the person who watches. */
final class Unexpected extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unexpected(String message) {
        super(message);
    }
}
