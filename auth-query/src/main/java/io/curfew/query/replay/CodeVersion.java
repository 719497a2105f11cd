package io.curfew.query.replay;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * What tells one version of the code that makes rows from another: a digest of its classes and tables, so that nobody has
 * to remember to count it up. A build begun by other code is not gone on with. Stateless and thread-safe.
 */
final class CodeVersion {
    private static final String[] DECIDING = {
        "classpath*:io/curfew/events/**/*.class",
        "classpath*:io/curfew/query/audit/**/*.class",
        "classpath*:io/curfew/query/feed/**/*.class",
        "classpath*:io/curfew/query/personal/**/*.class",
        "classpath*:io/curfew/query/replay/**/*.class",
        "classpath*:io/curfew/query/sessions/**/*.class",
        "classpath*:io/curfew/query/store/**/*.class",
        "classpath*:db/query/*.sql"
    };

    private CodeVersion() {}

    /** The version of the code that runs. */
    static String current() {
        Map<String, Resource> files = new TreeMap<>();
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            PathMatchingResourcePatternResolver resolver = new PathMatchingResourcePatternResolver();
            for (String pattern : DECIDING) {
                for (Resource file : resolver.getResources(pattern)) {
                    String[] path = file.getURL().getPath().split("!|/classes/", -1);
                    files.put(path[path.length - 1], file);
                }
            }
            for (Map.Entry<String, Resource> file : files.entrySet()) {
                digest.update(file.getKey().getBytes(StandardCharsets.UTF_8));
                try (InputStream bytes = file.getValue().getInputStream()) {
                    digest.update(bytes.readAllBytes());
                }
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
