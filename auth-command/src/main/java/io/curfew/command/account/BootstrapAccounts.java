package io.curfew.command.account;

import io.curfew.command.StartRefusedException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;

/** Makes the administrator's and the auditor's account at the first start, before the first request is answered. */
final class BootstrapAccounts implements InitializingBean {
    private static final Logger log = LoggerFactory.getLogger(BootstrapAccounts.class);

    private final Registration registration;
    private final AccountProperties.Bootstrap bootstrap;

    BootstrapAccounts(Registration registration, AccountProperties.Bootstrap bootstrap) {
        this.registration = registration;
        this.bootstrap = bootstrap;
    }

    @Override
    public void afterPropertiesSet() {
        make("admin", bootstrap.adminPassword(), Role.ADMIN);
        make("auditor", bootstrap.auditorPassword(), Role.AUDITOR);
    }

    private void make(String username, @Nullable String password, Role role) {
        if (password == null || password.isEmpty()) {
            return;
        }
        try {
            if (registration
                    .register(username, password, Set.of(Role.USER, role))
                    .isPresent()) {
                log.info("Account {} made", username);
            }
        } catch (UnacceptableException e) {
            throw new StartRefusedException(
                    "curfew.bootstrap." + username + "-password is not acceptable.", String.valueOf(e.getMessage()));
        }
    }
}
