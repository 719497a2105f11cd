package io.curfew.cli.command;

import io.curfew.cli.http.Call;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Lists that come page by page, each with the cursor of the next one. Stateless. */
final class Pages {
    private static final int PAGE = 500;

    private Pages() {}

    /**
     * Hands over the items in their order.
     *
     * @param call makes the call of a page, without its cursor
     * @param field where the items are in an answer
     * @param most how many are wanted
     * @return whether there were more
     */
    static boolean each(Cli cli, Supplier<Call> call, String field, long most, Consumer<JsonNode> item) {
        long left = most;
        String after = null;
        JsonNode page;
        do {
            page = cli.send(call.get().with("after", after).with("limit", Math.min(PAGE, left)))
                    .body();
            for (JsonNode one : page.path(field)) {
                if (left-- > 0) {
                    item.accept(one);
                }
            }
            after = next(page, after);
        } while (after != null && left > 0);
        Completeness.check(cli, page);
        return after != null;
    }

    /** Null at the end, and when it would go round in circles. */
    private static @Nullable String next(JsonNode page, @Nullable String before) {
        String next = page.path("next").asString(null);
        return next == null || next.equals(before) ? null : next;
    }
}
