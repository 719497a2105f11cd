package io.curfew.listener.spring;

/** The application cannot start, because a {@code curfew.listener.*} property is missing or wrong. */
final class ListenerSettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ListenerSettingException(String message) {
        super(message);
    }
}
