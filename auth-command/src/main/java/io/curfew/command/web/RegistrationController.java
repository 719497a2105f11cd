package io.curfew.command.web;

import io.curfew.command.account.Account;
import io.curfew.command.account.AccountCreation;
import io.curfew.command.account.AccountProperties;
import io.curfew.command.account.Accounts;
import io.curfew.command.account.NewAccount;
import io.curfew.command.account.Registration;
import io.curfew.command.account.RegistrationThrottle;
import io.curfew.command.account.Role;
import io.curfew.command.account.UsernameTakenException;
import io.curfew.command.web.body.Answers;
import io.curfew.command.web.body.RegisterRequest;
import io.curfew.command.web.credentials.ApiPaths;
import io.curfew.command.web.credentials.ClientAddress;
import io.curfew.command.web.problem.ProblemCode;
import io.curfew.command.web.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** New accounts, where the user store makes them and the configuration lets it. Thread-safe. */
@RestController
@RequestMapping({"", ApiPaths.V1})
class RegistrationController {
    private final Accounts accounts;
    private final AccountCreation creation;
    private final RegistrationThrottle throttle;
    private final ClientAddress addresses;
    private final boolean enabled;

    RegistrationController(
            Accounts accounts,
            AccountCreation creation,
            RegistrationThrottle throttle,
            ClientAddress addresses,
            AccountProperties properties) {
        this.accounts = accounts;
        this.creation = creation;
        this.throttle = throttle;
        this.addresses = addresses;
        this.enabled = properties.registration().enabled();
    }

    @Operation(summary = "Make an account")
    @PostMapping(path = "/auth/register", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Answers.Registered register(@RequestBody RegisterRequest body, HttpServletRequest request) {
        if (!enabled || !(accounts instanceof Registration registration)) {
            throw new ProblemException(ProblemCode.NOT_FOUND, "Accounts are not made here.");
        }
        throttle.admit(addresses.of(request));
        NewAccount prepared = registration
                .prepare(
                        Objects.requireNonNull(body.username()),
                        Objects.requireNonNull(body.password()),
                        Set.of(Role.USER))
                .orElseThrow(RegistrationController::taken);
        try {
            creation.create(prepared);
        } catch (UsernameTakenException e) {
            throw taken();
        }
        Account account = prepared.account();
        return new Answers.Registered(account.id(), account.username());
    }

    private static ProblemException taken() {
        return new ProblemException(ProblemCode.USERNAME_TAKEN, "This user name is taken.");
    }
}
