package io.curfew.example;

import java.security.Principal;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Says hello, and which node said it. Nothing here knows about revocation. */
@RestController
class HelloController {
    private final String node;

    HelloController(@Value("${curfew.listener.node}") String node) {
        this.node = node;
    }

    record Hello(String message, String user, String node) {}

    @GetMapping("/hello")
    Hello hello(Principal caller) {
        return new Hello("hello", caller.getName(), node);
    }

    @GetMapping("/admin/hello")
    Hello adminHello(Principal caller) {
        return new Hello("hello, administrator", caller.getName(), node);
    }
}
