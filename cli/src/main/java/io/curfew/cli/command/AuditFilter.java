package io.curfew.cli.command;

import io.curfew.cli.http.Call;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which events are meant. Filled by picocli. */
final class AuditFilter {

    /** Who can start something. */
    enum Initiator {
        USER,
        ADMIN,
        POLICY,
        SYSTEM;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(names = "--user", paramLabel = "USER", description = "Of this user.")
    private @Nullable String user;

    @Option(names = "--session", paramLabel = "SESSION", description = "Of this session.")
    private @Nullable String session;

    @Option(names = "--type", paramLabel = "TYPE", description = "Such as session.revoked; may be given several times.")
    private List<String> types = List.of();

    @Option(names = "--initiator", paramLabel = "WHO", description = "user, admin, policy or system.")
    private @Nullable Initiator initiator;

    @Option(names = "--initiated-by", paramLabel = "USER", description = "Decided by this person.")
    private @Nullable String initiatedBy;

    @Option(names = "--address", paramLabel = "ADDRESS", description = "From this network address.")
    private @Nullable String address;

    @Option(names = "--client", paramLabel = "CLIENT", description = "Of this OAuth client.")
    private @Nullable String client;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = When.Converter.class,
            description = "From then on: 2026-01-31T12:00:00Z, or 90m, 12h, 7d ago.")
    private @Nullable When since;

    @Option(names = "--until", paramLabel = "TIME", converter = When.Converter.class, description = "Before then.")
    private @Nullable When until;

    /** The call, about these events. */
    Call in(Call call, Clock clock) {
        return withoutTime(call).with("since", When.instant(since, clock)).with("until", When.instant(until, clock));
    }

    /** The call, about these events at any time. */
    Call withoutTime(Call call) {
        return call.with("user", user)
                .with("session", session)
                .withEach("type", types)
                .with("initiator", initiator == null ? null : initiator.name())
                .with("initiated_by", initiatedBy)
                .with("address", address)
                .with("client", client);
    }
}
