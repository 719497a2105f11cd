package io.curfew.command.account;

import io.curfew.command.StartRefusedException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Settings of accounts: {@code curfew.registration}, {@code curfew.bootstrap}, {@code curfew.passwords}, {@code curfew.throttle}. */
@ConfigurationProperties("curfew")
public record AccountProperties(
        @DefaultValue Registering registration,
        @DefaultValue Bootstrap bootstrap,
        @DefaultValue Hashing passwords,
        @DefaultValue Throttle throttle) {

    /** Whether people can make accounts themselves. */
    public record Registering(@DefaultValue("true") boolean enabled) {}

    /** Passwords of accounts {@code admin} and {@code auditor}, made at the start unless they exist. */
    public record Bootstrap(@Nullable String adminPassword, @Nullable String auditorPassword) {

        /** Hides the passwords. */
        @Override
        public String toString() {
            return "Bootstrap[admin=" + (adminPassword != null) + ", auditor=" + (auditorPassword != null) + "]";
        }
    }

    /**
     * Password hashing; each place takes 19 MiB while it works.
     *
     * @param hashesAtOnce how many passwords are hashed at once
     * @param patience how long one waits for its turn before it is told to come again
     */
    public record Hashing(@DefaultValue("4") int hashesAtOnce, @DefaultValue("5s") Duration patience) {}

    /**
     * Back-off of failing logins, and of registrations.
     *
     * @param freeFailures from one address into one account before the first wait
     * @param firstWait doubles with each further failure
     * @param longestWait where the doubling ends: there is no hard lock
     * @param addressBurst failures from one address, whatever the accounts, before it is slowed down
     * @param addressPerMinute then so many a minute
     * @param accountBurst failures into one account, whatever the addresses, before new addresses are slowed down
     * @param accountPerMinute then so many a minute
     * @param registerBurst registrations from one address before it is slowed down
     * @param registerPerMinute then so many a minute
     */
    public record Throttle(
            @DefaultValue("5") int freeFailures,
            @DefaultValue("1s") Duration firstWait,
            @DefaultValue("1m") Duration longestWait,
            @DefaultValue("300") long addressBurst,
            @DefaultValue("20") long addressPerMinute,
            @DefaultValue("100") long accountBurst,
            @DefaultValue("10") long accountPerMinute,
            @DefaultValue("200") long registerBurst,
            @DefaultValue("20") long registerPerMinute) {

        public Throttle {
            if (registerBurst < 1 || registerPerMinute < 1) {
                throw new StartRefusedException(
                        "curfew.throttle.register-burst or register-per-minute is below 1.",
                        "Set both to 1 or more, or curfew.registration.enabled=false.");
            }
        }
    }
}
