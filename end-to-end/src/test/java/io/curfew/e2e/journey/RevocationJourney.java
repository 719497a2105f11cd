package io.curfew.e2e.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.e2e.client.Device;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/**
 * What Curfew is for, told once and run over every way it is deployed: rows M1 to M18 of the mission as a person, an
 * administrator and an auditor meet them. Its tests are those of the parts it is made of. Subclasses say where the platform
 * is.
 */
abstract class RevocationJourney implements SigningIn, OwnSessions, LoggingOut, ProvingIt, RulingOut, Oversight {
    private String user = "";
    private Device laptop;
    private Device phone;

    @BeforeEach
    void a_user_with_two_devices() {
        assertThat(platform().nodes()).hasSizeGreaterThanOrEqualTo(3);
        user = "user-" + UUID.randomUUID();
        assertThat(Device.register(platform(), user, PASSWORD).status()).isEqualTo(201);
        laptop = Device.login(platform(), user, PASSWORD, "laptop");
        phone = Device.login(platform(), user, PASSWORD, "phone");
    }

    @Override
    public String user() {
        return user;
    }

    @Override
    public Device laptop() {
        return laptop;
    }

    @Override
    public Device phone() {
        return phone;
    }
}
