package io.curfew.e2e.journey;

import io.curfew.e2e.client.Answer;

/** Reads cookies out of answers. */
final class CookieJar {
    private CookieJar() {}

    static String value(Answer answer, String name) {
        return answer.cookies().stream()
                .filter(cookie -> cookie.startsWith(name + "="))
                .map(cookie -> cookie.substring(name.length() + 1, cookie.indexOf(';')))
                .findFirst()
                .orElseThrow();
    }
}
