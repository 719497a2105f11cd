package io.curfew.query.pages;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The way in. Thread-safe. */
@Controller("pagesEntry")
class EntryController {

    /** A relative address: behind a proxy that ends TLS nobody here knows the whole one. */
    @GetMapping({"/", PagePaths.HOME})
    ResponseEntity<Void> home() {
        return ResponseEntity.status(HttpStatus.FOUND)
                .header(HttpHeaders.LOCATION, PagePaths.SESSIONS)
                .build();
    }

    /** Signing in; the page's script first tries to renew what the browser has. */
    @GetMapping(PagePaths.SIGN_IN)
    String signIn(
            @RequestParam(name = "next", required = false) @Nullable String next,
            @RequestParam(name = "out", required = false) @Nullable String out,
            Model model) {
        model.addAttribute("next", LocalPath.of(next));
        model.addAttribute("out", out != null);
        return "curfew/sign-in";
    }

    /** The form as a browser sends it before the scripts run. Nothing of it is read; it is shown again. */
    @PostMapping(PagePaths.SIGN_IN)
    ResponseEntity<Void> again() {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header(HttpHeaders.LOCATION, PagePaths.SIGN_IN)
                .build();
    }
}
