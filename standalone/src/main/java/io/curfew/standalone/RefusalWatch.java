package io.curfew.standalone;

import io.curfew.standalone.DemoClient.Answer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;

/** Calls one node with one token without a pause until it refuses, on a thread of its own. */
final class RefusalWatch {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** So often a refused token is tried again: it must stay refused. */
    private static final int AFTERWARDS = 20;

    private final DemoClient client;
    private final Standalone.Node node;
    private final String token;
    private final CountDownLatch firstAnswer = new CountDownLatch(1);

    private RefusalWatch(DemoClient client, Standalone.Node node, String token) {
        this.client = client;
        this.node = node;
        this.token = token;
    }

    /** Starts calling; returns after the first answer. The future has the first refusal, or fails with what was wrong. */
    static CompletableFuture<Answer> start(DemoClient client, Standalone.Node node, String token) {
        RefusalWatch watch = new RefusalWatch(client, node, token);
        CompletableFuture<Answer> refusal = CompletableFuture.supplyAsync(
                watch::untilRefused, command -> new Thread(command, "watch-" + node.name()).start());
        try {
            watch.firstAnswer.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return refusal;
    }

    /** The refusal. */
    static Answer join(CompletableFuture<Answer> refusal) {
        try {
            return refusal.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private Answer untilRefused() {
        try {
            long end = System.nanoTime() + PATIENCE.toNanos();
            Answer answer = call();
            while (answer.status() == 200 && System.nanoTime() < end) {
                answer = call();
            }
            expectRevoked(answer);
            for (int i = 0; i < AFTERWARDS; i++) {
                expectRevoked(call());
            }
            return answer;
        } finally {
            firstAnswer.countDown();
        }
    }

    private Answer call() {
        Answer answer = client.get(node.uri().resolve("/hello"), token);
        firstAnswer.countDown();
        return answer;
    }

    private void expectRevoked(Answer answer) {
        if (answer.status() != 401 || !answer.text("code").equals("session_revoked")) {
            throw new Unexpected(node.name() + " answered " + answer.status() + " " + answer.text("code")
                    + " instead of 401 session_revoked");
        }
    }
}
