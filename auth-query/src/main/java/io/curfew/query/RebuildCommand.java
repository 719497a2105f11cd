package io.curfew.query;

import io.curfew.query.replay.ProjectionConfiguration;
import io.curfew.query.replay.Rebuild;
import io.curfew.query.replay.RebuildException;
import io.curfew.query.replay.Source;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
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
import org.springframework.dao.DataAccessException;

/**
 * The command {@code --rebuild}: builds the projections anew from the first offset, shows how far it is, and exits. It
 * may run beside services on the same PostgreSQL; an H2 file belongs to one process, so there the service stops first.
 */
final class RebuildCommand {
    private static final String ACCEPT_LOSS = "--accept-loss";
    private static final String SOURCE = "--source=";

    private RebuildCommand() {}

    /** Runs it; answers the exit code: 0 when the new projections are active, 1 when nothing was changed. */
    static int run(String[] args, PrintStream out, PrintStream err) {
        boolean acceptLoss = Arrays.asList(args).contains(ACCEPT_LOSS);
        Source source = source(args);
        if (source == null) {
            err.println("not rebuilt: --source must be kafka or store");
            return 1;
        }
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Parts.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .properties(AuthQueryApplication.CONFIG_NAME)
                .run(withoutLive(args))) {
            Rebuild.Report report = context.getBean(Rebuild.class).run(source, acceptLoss, out::println);
            out.println(String.format(
                    Locale.ROOT,
                    "rebuilt from %s: generation %d is active with %,d events after %d s; verdict %s: %d sessions differed,"
                            + " %d events added, %d lost",
                    source.word(),
                    report.generation(),
                    report.events(),
                    report.took().toSeconds(),
                    report.verdict(),
                    report.different(),
                    report.added(),
                    report.missing()));
            return 0;
        } catch (RebuildException | KafkaException | DataAccessException e) {
            err.println("not rebuilt, the projections are as they were: " + e.getMessage());
            return 1;
        }
    }

    private static @Nullable Source source(String[] args) {
        return Arrays.stream(args)
                .filter(arg -> arg.startsWith(SOURCE))
                .map(arg -> Source.of(arg.substring(SOURCE.length())).orElse(null))
                .findFirst()
                .orElse(Source.KAFKA);
    }

    private static String[] withoutLive(String[] args) {
        String[] more = Arrays.copyOf(args, args.length + 1);
        more[args.length] = "--curfew.query.live=false";
        return more;
    }

    /** Only what a rebuild needs: no web, no listener, no live projection. */
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
