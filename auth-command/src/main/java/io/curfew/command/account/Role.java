package io.curfew.command.account;

import java.util.Locale;

/** What an account may do; in lower case a value of claim {@code scope}. */
public enum Role {
    /** Everybody. */
    USER,
    /** May end other people's sessions. */
    ADMIN,
    /** May read other people's history. */
    AUDITOR;

    /** The scope that access tokens carry for it. */
    public String scope() {
        return name().toLowerCase(Locale.ROOT);
    }
}
