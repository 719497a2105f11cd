package io.curfew.query.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * The scripts, the style sheet and the icons. Their content is in their address, so a browser keeps them for good and a new
 * version is loaded at once. Thread-safe.
 */
@Controller("pagesAssets")
public class Assets {
    private static final String OWN = "curfew-ui/";
    private static final String HTMX = "META-INF/resources/webjars/htmx.org/2.0.8/dist/";
    private static final String UPLOT = OWN + "uplot-1.6.32/";
    private static final String SCRIPT = "text/javascript;charset=utf-8";
    private static final String STYLE = "text/css;charset=utf-8";
    private static final CacheControl FOR_GOOD =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    private final Map<String, Asset> files = new LinkedHashMap<>();

    Assets() {
        add("curfew.css", OWN, STYLE);
        add("icons.svg", OWN, "image/svg+xml;charset=utf-8");
        add("favicon.svg", OWN, "image/svg+xml;charset=utf-8");
        for (String script : new String[] {
            "base.js", "sign-in.js", "receipts.js", "sessions.js", "audit.js", "verify.js", "cluster.js"
        }) {
            add(script, OWN, SCRIPT);
        }
        add("htmx.min.js", HTMX, SCRIPT);
        add("uPlot.iife.min.js", UPLOT, SCRIPT);
        add("uPlot.min.css", UPLOT, STYLE);
    }

    private void add(String name, String folder, String type) {
        files.put(name, Asset.read(folder + name, type));
    }

    /** The address of a file, for templates. */
    public String url(String name) {
        Asset asset = files.get(name);
        if (asset == null) {
            throw new IllegalArgumentException("no such file: " + name);
        }
        return PagePaths.ASSETS + "/" + asset.version() + "/" + name;
    }

    /** A file; of another version too, while versions change, but that one is not kept. */
    @GetMapping(PagePaths.ASSETS + "/{version}/{name}")
    ResponseEntity<byte[]> file(
            @PathVariable("version") String version, @PathVariable("name") String name, HttpServletRequest request) {
        Asset asset = files.get(name);
        if (asset == null) {
            return ResponseEntity.notFound().build();
        }
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok()
                .cacheControl(asset.version().equals(version) ? FOR_GOOD : CacheControl.noCache())
                .header("Content-Type", asset.type())
                .header("Vary", "Accept-Encoding");
        String accepted = request.getHeader("Accept-Encoding");
        if (accepted != null && accepted.contains("gzip")) {
            return answer.header("Content-Encoding", "gzip").body(asset.zipped());
        }
        return answer.body(asset.plain());
    }
}
