package io.curfew.command.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Accounts in table {@code account} of auth-command's own database, so that what must be one transaction is one.
 * Thread-safe; throws Spring's {@code DataAccessException}.
 */
public final class JdbcAccounts implements Accounts, Registration {
    private static final String COLUMNS = "select id, username, roles, disabled, credential_version, password_hash";

    private final JdbcClient jdbc;
    private final PasswordHasher hasher;
    private final Clock clock;

    JdbcAccounts(JdbcClient jdbc, PasswordHasher hasher, Clock clock) {
        this.jdbc = jdbc;
        this.hasher = hasher;
        this.clock = clock;
    }

    @Override
    public Optional<Account> authenticate(String username, String password) {
        Optional<Row> row = Usernames.normalise(username).flatMap(this::byName);
        boolean matches = row.map(r -> hasher.matches(password, r.passwordHash()))
                .orElseGet(() -> hasher.matchesNobody(password));
        return matches ? row.map(Row::account).filter(account -> !account.disabled()) : Optional.empty();
    }

    @Override
    public Optional<Account> find(String userId) {
        return jdbc.sql(COLUMNS + " from account where id = :id")
                .param("id", userId)
                .query((row, n) -> row(row))
                .optional()
                .map(Row::account);
    }

    @Override
    public Optional<String> idOf(String username) {
        return Usernames.normalise(username).flatMap(this::byName).map(row -> row.account()
                .id());
    }

    @Override
    public void requireUnchanged(Account verified) throws AccountChangedException {
        Account now = jdbc.sql(COLUMNS + " from account where id = :id for update")
                .param("id", verified.id())
                .query((row, n) -> row(row))
                .optional()
                .map(Row::account)
                .orElseThrow(AccountChangedException::new);
        if (now.disabled() || now.credentialVersion() != verified.credentialVersion()) {
            throw new AccountChangedException();
        }
    }

    @Override
    public Runnable passwordChange(Account verified, String newPassword) {
        Passwords.require(verified.username(), newPassword);
        String hash = hasher.hash(newPassword);
        return () -> {
            int changed = jdbc.sql(
                            "update account set password_hash = :hash, credential_version = credential_version + 1"
                                    + " where id = :id and credential_version = :version and not disabled")
                    .param("hash", hash)
                    .param("id", verified.id())
                    .param("version", verified.credentialVersion())
                    .update();
            if (changed == 0) {
                throw new AccountChangedException();
            }
        };
    }

    @Override
    public void disable(String userId) {
        jdbc.sql("update account set disabled = true where id = :id")
                .param("id", userId)
                .update();
    }

    /** The new name is one that nobody can choose or log in with, and the hash is none. */
    @Override
    public void erase(String userId) {
        jdbc.sql("update account set username = :name, password_hash = '-', roles = :roles, disabled = true,"
                        + " credential_version = credential_version + 1 where id = :id and username <> :name")
                .param("name", "erased:" + userId)
                .param("roles", Role.USER.name())
                .param("id", userId)
                .update();
    }

    /** What became of a bootstrap account at a start. */
    enum Bootstrapped {
        MADE,
        MADE_BEFORE,
        NAME_TAKEN
    }

    /**
     * Makes an account unless it was ever made by this method; its name can be taken in no other way.
     *
     * @param creation runs the write of a new account
     * @throws UnacceptableException if the password does not follow the rules
     */
    Bootstrapped bootstrap(String username, String password, Set<Role> roles, Consumer<NewAccount> creation) {
        if (!isMadeBefore(username)) {
            Optional<Row> taken = byName(username);
            if (taken.isPresent() && !taken.get().account().roles().containsAll(roles)) {
                return Bootstrapped.NAME_TAKEN;
            }
            boolean made = taken.isEmpty()
                    && prepared(username, password, roles)
                            .flatMap(account -> made(account, creation))
                            .isPresent();
            remember(username);
            return made ? Bootstrapped.MADE : Bootstrapped.MADE_BEFORE;
        }
        return Bootstrapped.MADE_BEFORE;
    }

    private boolean isMadeBefore(String username) {
        return jdbc.sql("select username from bootstrap_account where username = :name")
                .param("name", username)
                .query(String.class)
                .optional()
                .isPresent();
    }

    private void remember(String username) {
        try {
            jdbc.sql("insert into bootstrap_account (username) values (:name)")
                    .param("name", username)
                    .update();
        } catch (DuplicateKeyException e) {
            // by another node that starts
        }
    }

    @Override
    public Optional<Account> register(String username, String password, Set<Role> roles) {
        return prepare(username, password, roles)
                .flatMap(account -> made(account, prepared -> prepared.write().run()));
    }

    @Override
    public Optional<NewAccount> prepare(String username, String password, Set<Role> roles) {
        String name = Usernames.normaliseNew(username)
                .orElseThrow(() -> new UnacceptableException(
                        "username_unacceptable",
                        "A user name has 3 to 64 letters and digits of one script and the characters . _ - @ +"));
        return Usernames.isReserved(name) ? Optional.empty() : prepared(name, password, roles);
    }

    private Optional<NewAccount> prepared(String name, String password, Set<Role> roles) {
        Passwords.require(name, password);
        if (byName(name).isPresent()) {
            return Optional.empty();
        }
        Account account = new Account(UUID.randomUUID().toString(), name, roles, false, 0);
        String hash = hasher.hash(password);
        return Optional.of(new NewAccount(account, () -> insert(account, hash)));
    }

    private static Optional<Account> made(NewAccount account, Consumer<NewAccount> creation) {
        try {
            creation.accept(account);
            return Optional.of(account.account());
        } catch (UsernameTakenException e) {
            return Optional.empty();
        }
    }

    private void insert(Account account, String hash) {
        try {
            write(account, hash);
        } catch (DuplicateKeyException e) {
            throw new UsernameTakenException();
        }
    }

    private void write(Account account, String hash) {
        jdbc.sql("insert into account"
                        + " (id, username, password_hash, roles, disabled, credential_version, created_at)"
                        + " values (:id, :username, :hash, :roles, false, :version, :now)")
                .param("id", account.id())
                .param("username", account.username())
                .param("hash", hash)
                .param(
                        "roles",
                        account.roles().stream().map(Role::name).sorted().collect(Collectors.joining(",")))
                .param("version", account.credentialVersion())
                .param("now", clock.millis())
                .update();
    }

    private Optional<Row> byName(String name) {
        return jdbc.sql(COLUMNS + " from account where username = :name")
                .param("name", name)
                .query((row, n) -> row(row))
                .optional();
    }

    private static Row row(ResultSet row) throws SQLException {
        Set<Role> roles = Arrays.stream(row.getString("roles").split(","))
                .map(Role::valueOf)
                .collect(Collectors.toUnmodifiableSet());
        Account account = new Account(
                row.getString("id"),
                row.getString("username"),
                roles,
                row.getBoolean("disabled"),
                row.getLong("credential_version"));
        return new Row(account, row.getString("password_hash"));
    }

    /** An account with what must not leave this class. */
    private record Row(Account account, String passwordHash) {

        @Override
        public String toString() {
            return account.toString();
        }
    }
}
