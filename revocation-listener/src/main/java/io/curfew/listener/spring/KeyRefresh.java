package io.curfew.listener.spring;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a decoder of Spring Security's fetch its keys again, which it does when it meets a key id that it does not know; it
 * cannot be asked in another way. Runs on a thread of its own, because the thread that reads revocations must not wait;
 * calls that come while one is due are one. Thread-safe.
 */
final class KeyRefresh implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(KeyRefresh.class);
    /** A decoder fetches nothing for an algorithm that it does not accept. */
    private static final List<String> ALGORITHMS =
            List.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA");

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final Consumer<String> decode;
    private final AtomicBoolean due = new AtomicBoolean();

    /** One for what decodes a token; the result and all exceptions are ignored. */
    KeyRefresh(Consumer<String> decode) {
        this.decode = decode;
    }

    @Override
    public void run() {
        if (due.compareAndSet(false, true)) {
            Thread thread = new Thread(this::refresh, "curfew-keys");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private synchronized void refresh() {
        due.set(false);
        for (String algorithm : ALGORITHMS) {
            try {
                decode.accept(tokenOfUnknownKey(algorithm));
            } catch (RuntimeException e) {
                // Always: nobody signed it.
                LOG.debug("Keys were asked for again: {}", e.getMessage());
            }
        }
    }

    private static String tokenOfUnknownKey(String algorithm) {
        String header = "{\"alg\":\"" + algorithm + "\",\"typ\":\"at+jwt\",\"kid\":\"" + UUID.randomUUID() + "\"}";
        return base64(header) + "." + base64("{}") + "." + base64("nobody signed this");
    }

    private static String base64(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
