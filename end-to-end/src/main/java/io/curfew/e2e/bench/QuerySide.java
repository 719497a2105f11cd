package io.curfew.e2e.bench;

import io.curfew.events.personal.KeyWrap;
import io.curfew.query.QueryProperties;
import io.curfew.query.replay.ProjectionConfiguration;
import io.curfew.query.store.RowWriter;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import javax.sql.DataSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What auth-query needs: a real PostgreSQL, and a real broker with a synthetic history in it. */
final class QuerySide implements AutoCloseable {
    private final EmbeddedPostgres postgres;
    private final BenchBroker broker = new BenchBroker();
    private final int users;
    private final long events;

    QuerySide(int about) throws IOException, InterruptedException, ExecutionException {
        postgres = EmbeddedPostgres.builder().start();
        SyntheticTopic topic = new SyntheticTopic(broker.bootstrapServers());
        topic.create();
        users = SyntheticHistory.users(about);
        events = topic.fill(new SyntheticHistory(7), users);
    }

    long events() {
        return events;
    }

    BenchBroker broker() {
        return broker;
    }

    DataSource database() {
        return postgres.getPostgresDatabase();
    }

    /** The settings of an auth-query here, and more. */
    String[] settings(String... more) {
        List<String> all = new ArrayList<>(List.of(
                "--spring.config.name=auth-query,application",
                "--spring.main.banner-mode=off",
                "--logging.level.root=warn",
                "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
                "--spring.datasource.username=postgres",
                "--curfew.query.bootstrap-servers=" + broker.bootstrapServers()));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    /** The projections, as {@code --rebuild} composes them, or with the live projection running. */
    ConfigurableApplicationContext projections(boolean live) {
        return new SpringApplicationBuilder(Parts.class)
                .web(WebApplicationType.NONE)
                .run(settings("--curfew.query.live=" + live));
    }

    /** Gives auth-query the keys that open the history, as if their feed had read them before. */
    void giveKeys() {
        KeyWrap wrap = new KeyWrap(null);
        RowWriter writer = new RowWriter(new NamedParameterJdbcTemplate(database()));
        SyntheticHistory history = new SyntheticHistory(7);
        new TransactionTemplate(new JdbcTransactionManager(database())).executeWithoutResult(status -> {
            List<SqlParameterSource> rows = new ArrayList<>();
            for (int user = 0; user < users; user++) {
                String id = history.stream(user).get(0).streamId();
                rows.add(new MapSqlParameterSource()
                        .addValue("user_id", id)
                        .addValue("wrapped_key", wrap.wrap(id, SealedEvents.key(id)))
                        .addValue("erased", false));
                if (rows.size() == 10_000 || user == users - 1) {
                    writer.insert("query_personal_key", rows);
                    rows.clear();
                }
            }
        });
    }

    @Override
    public void close() throws IOException {
        broker.close();
        postgres.close();
    }

    /** No web, no listener. */
    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(QueryProperties.class)
    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        DataSourceTransactionManagerAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        JdbcClientAutoConfiguration.class
    })
    @Import(ProjectionConfiguration.class)
    static class Parts {}
}
