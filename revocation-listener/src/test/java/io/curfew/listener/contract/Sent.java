package io.curfew.listener.contract;

import java.util.List;

/** What a caller sends: the values of its Authorization headers, and a query or null. */
record Sent(List<String> authorization, String query) {
    static Sent bearer(String token) {
        return header("Bearer " + token);
    }

    static Sent header(String value) {
        return new Sent(List.of(value), null);
    }
}
