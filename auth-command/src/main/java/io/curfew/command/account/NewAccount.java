package io.curfew.command.account;

/**
 * An account that is about to be made. Immutable and thread-safe if the write is.
 *
 * @param write makes it; throws {@link UsernameTakenException} when another registration was faster
 */
public record NewAccount(Account account, Runnable write) {}
