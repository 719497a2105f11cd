package io.curfew.listener;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Ticker;
import io.curfew.listener.bearer.VerifiedTokenCache;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Caffeine picks its cache classes by name at run time, which a native image must be told of. This holds the names in the
 * jar against those that are really used.
 */
class NativeMetadataTest {

    @Test
    void names_every_cache_class_that_is_really_used() throws Exception {
        Set<String> used = new LinkedHashSet<>();
        used.addAll(classesOf(new ScopeTable(Clock.systemUTC(), Ticker.systemTicker(), 0), "entries"));
        used.addAll(classesOf(new RememberedIntrospection(token -> true), "answers"));

        used.addAll(classesOf(VerifiedTokenCache.ofSize(10), "entries"));

        assertThat(metadata())
                .contains(used.stream().map(name -> '"' + name + '"').toList());
    }

    private static Set<String> classesOf(Object holder, String field) throws ReflectiveOperationException {
        Object held = value(holder, holder.getClass(), field);
        Object cache = held instanceof Cache<?, ?> manual ? manual.asMap() : held;
        Object nodes =
                value(cache, Class.forName("com.github.benmanes.caffeine.cache.BoundedLocalCache"), "nodeFactory");
        return Set.of(cache.getClass().getName(), nodes.getClass().getName());
    }

    private static Object value(Object holder, Class<?> type, String name) throws ReflectiveOperationException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return Objects.requireNonNull(field.get(holder));
    }

    private static String metadata() throws IOException {
        try (InputStream in = NativeMetadataTest.class.getResourceAsStream(
                "/META-INF/native-image/io.curfew/revocation-listener/reachability-metadata.json")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
