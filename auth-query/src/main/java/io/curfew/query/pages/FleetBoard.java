package io.curfew.query.pages;

import io.curfew.query.receipts.Receipts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import tools.jackson.databind.json.JsonMapper;

/** The fleet as it is now, drawn once a second however many look at it, and not at all when nobody does. Thread-safe. */
class FleetBoard {
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final Receipts receipts;
    private final ITemplateEngine templates;
    private final Clock clock;
    private final JsonMapper json = new JsonMapper();
    private @Nullable Drawn drawn;

    FleetBoard(Receipts receipts, ITemplateEngine templates, ObjectProvider<Clock> clock) {
        this.receipts = receipts;
        this.templates = templates;
        this.clock = clock.getIfAvailable(Clock::systemUTC);
    }

    private record Drawn(Instant at, String nodes, String delays) {}

    /** The nodes now. */
    List<NodeTile> nodes() {
        Instant now = clock.instant();
        return receipts.nodes().stream()
                .map(word -> NodeTile.of(word, receipts.lag(word), now))
                .toList();
    }

    /** A stream of it. */
    LiveStream.Feed feed() {
        return new LiveStream.Feed() {
            private @Nullable Drawn sent;

            @Override
            public List<LiveStream.Message> next() {
                Drawn now = draw();
                Drawn before = sent;
                if (now.equals(before)) {
                    return List.of();
                }
                sent = now;
                List<LiveStream.Message> messages = new ArrayList<>();
                messages.add(new LiveStream.Message("nodes", now.nodes(), false));
                if (before == null || !before.delays().equals(now.delays())) {
                    messages.add(new LiveStream.Message("delays", now.delays(), false));
                }
                return messages;
            }
        };
    }

    private synchronized Drawn draw() {
        Instant now = clock.instant();
        Drawn last = drawn;
        if (last != null && now.isBefore(last.at().plus(EVERY)) && !now.isBefore(last.at())) {
            return last;
        }
        Context context = new Context(Locale.ROOT);
        context.setVariable("nodes", nodes());
        Drawn fresh = new Drawn(
                now, templates.process("curfew/nodes", context), json.writeValueAsString(Delays.of(receipts.recent())));
        drawn = fresh;
        return fresh;
    }
}
