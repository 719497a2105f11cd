package io.curfew.example.webflux;

import java.security.Principal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Says hello. Nothing here knows about revocation. */
@RestController
class HelloController {
    @GetMapping("/hello")
    Mono<String> hello(Mono<Principal> caller) {
        return caller.map(known -> "hello " + known.getName());
    }
}
