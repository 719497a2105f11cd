package io.curfew.command.web.body;

/** How long things may be, in characters. */
final class Limits {
    static final int USERNAME = 256;
    static final int PASSWORD = 128;
    static final int DEVICE_NAME = 100;
    static final int CLIENT_ID = 128;
    static final int CLIENT_SECRET = 1024;
    static final int RESOURCES = 10;
    static final int RESOURCE = 512;
    static final int TOKEN = 8192;

    private Limits() {}
}
