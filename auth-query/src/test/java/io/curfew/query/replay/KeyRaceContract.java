package io.curfew.query.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.query.support.History;
import io.curfew.query.support.SealedHistory;
import io.curfew.query.support.Tables;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;

/** A key that comes while events of its user are being written opens those too. */
abstract class KeyRaceContract {
    private @Nullable CompletableFuture<Void> opening;

    abstract DataSource database() throws Exception;

    @Test
    void what_is_written_while_its_key_comes_does_not_stay_sealed() throws Exception {
        History plain = new History("u", Instant.parse("2026-01-01T00:00:00Z"));
        String first = plain.login();
        plain.refresh(first, "203.0.113.9");
        plain.login();
        SealedHistory history = new SealedHistory(plain);
        List<ConsumerRecord<byte[], byte[]>> records = Store.consumed(history.records(Store.PARTITION.topic(), false));
        DataSource database = database();
        Store store = new Store(database);
        int generation = store.generation();
        store.project(generation, records, 1, 1);
        assertThat(notes(store)).isEqualTo(1);

        new Store(database, beforeCommit(store, history)).project(generation, records, 2);
        CompletableFuture<Void> begun = opening;
        assertThat(begun).isNotNull();
        begun.get(30, TimeUnit.SECONDS);
        while (Boolean.TRUE.equals(store.transactions.execute(status -> store.personal.openSome()))) {
            assertThat(notes(store)).isNotNegative();
        }

        assertThat(String.join("\n", sessions(store, generation)))
                .contains("203.0.113.9")
                .doesNotContain("sealed:");
        assertThat(notes(store)).isZero();
    }

    /** Everything is written and nothing committed when the key comes, on another connection. */
    private TransactionOperations beforeCommit(Store store, SealedHistory history) {
        return new TransactionOperations() {
            @Override
            public <T> @Nullable T execute(TransactionCallback<T> action) throws TransactionException {
                return store.transactions.execute(status -> {
                    T result = action.doInTransaction(status);
                    if (opening == null) {
                        opening = CompletableFuture.runAsync(() -> keyComes(store, history));
                        givenTime(opening);
                    }
                    return result;
                });
            }
        };
    }

    private static void keyComes(Store store, SealedHistory history) {
        store.transactions.executeWithoutResult(status -> store.personal.keyCame(history.user(), history.wrappedKey()));
        store.transactions.executeWithoutResult(
                status -> assertThat(store.personal.openSome()).isFalse());
    }

    /** It may have to wait for us. */
    private static void givenTime(CompletableFuture<Void> opening) {
        try {
            opening.get(700, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            assertThat(opening).isNotDone();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long notes(Store store) {
        return store.jdbc
                .sql("select count(*) from query_unopened")
                .query(Long.class)
                .single();
    }

    private static List<String> sessions(Store store, int generation) {
        return Tables.dump(store.jdbc, generation).stream()
                .filter(row -> row.startsWith("query_session"))
                .toList();
    }
}
