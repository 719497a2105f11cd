package io.curfew.command.account;

import io.curfew.command.StartRefusedException;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;

/**
 * Makes the administrator's and the auditor's account at the first start, before the first request is answered. Each is made
 * once: one that was erased does not come back with its old password.
 */
final class BootstrapAccounts implements InitializingBean {
    private static final Logger log = LoggerFactory.getLogger(BootstrapAccounts.class);

    static final String ADMIN = "admin";
    static final String AUDITOR = "auditor";

    private final JdbcAccounts accounts;
    private final AccountProperties.Bootstrap bootstrap;
    private final Consumer<NewAccount> creation;

    /** Makes them; {@code creation} runs the write of a new account and records it. */
    BootstrapAccounts(JdbcAccounts accounts, AccountProperties.Bootstrap bootstrap, Consumer<NewAccount> creation) {
        this.accounts = accounts;
        this.bootstrap = bootstrap;
        this.creation = creation;
    }

    @Override
    public void afterPropertiesSet() {
        make(ADMIN, bootstrap.adminPassword(), Role.ADMIN);
        make(AUDITOR, bootstrap.auditorPassword(), Role.AUDITOR);
    }

    private void make(String username, @Nullable String password, Role role) {
        if (password == null || password.isEmpty()) {
            return;
        }
        try {
            switch (accounts.bootstrap(username, password, Set.of(Role.USER, role), creation)) {
                case MADE -> log.info("Account {} made", username);
                case MADE_BEFORE -> log.debug("Account {} was made before", username);
                case NAME_TAKEN ->
                    throw new StartRefusedException(
                            "Account " + username + " exists and does not have the role " + role + ".",
                            "Find out who registered it. To use it as the bootstrap account, grant the role in table account;"
                                    + " otherwise remove curfew.bootstrap." + username + "-password.");
            }
        } catch (UnacceptableException e) {
            throw new StartRefusedException(
                    "curfew.bootstrap." + username + "-password is not acceptable.", String.valueOf(e.getMessage()));
        }
    }
}
