package io.curfew.command.web.credentials;

/** Where the paths of this service are. */
public final class ApiPaths {
    /** Every path is also served below this one. */
    public static final String V1 = "/api/v1";

    private ApiPaths() {}
}
