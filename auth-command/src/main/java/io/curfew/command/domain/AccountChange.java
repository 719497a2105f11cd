package io.curfew.command.domain;

/** What is done to an account in the transaction that ends its sessions, and is an event of its own. */
public enum AccountChange {
    DISABLED,
    PASSWORD_CHANGED
}
