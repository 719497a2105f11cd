package io.curfew.sidecar.check;

import io.curfew.listener.bearer.BearerCredentials;
import java.util.List;
import java.util.stream.Collectors;

/** A request a proxy asks about, as it came from the client. Immutable; {@link #toString} says nothing of it. */
public record Asked(List<String> authorization, List<String> targets) {
    /**
     * A request.
     *
     * @param authorization the values of its {@code Authorization} headers
     * @param targets what the proxy says it was addressed to: paths with queries, or whole addresses; may be several
     */
    public Asked {
        authorization = List.copyOf(authorization);
        targets = List.copyOf(targets);
    }

    /** What it brought along as a token; a token in any of the queries counts as in every other adapter. */
    public BearerCredentials credentials() {
        String queries = targets.stream()
                .filter(target -> target.indexOf('?') >= 0)
                .map(target -> target.substring(target.indexOf('?') + 1))
                .collect(Collectors.joining("&"));
        return BearerCredentials.of(authorization, queries);
    }

    @Override
    public String toString() {
        return "Asked[" + authorization.size() + " Authorization headers]";
    }
}
