package io.curfew.sidecar;

/** The settings are wrong. The message is one line, names every mistake, and shows no value. */
final class SettingsException extends Exception {
    private static final long serialVersionUID = 1L;

    SettingsException(String mistakes) {
        super(mistakes, null, false, false);
    }
}
