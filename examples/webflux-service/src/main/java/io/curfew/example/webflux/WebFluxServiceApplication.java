package io.curfew.example.webflux;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** A small reactive service behind Curfew's access tokens. */
@SpringBootApplication
public class WebFluxServiceApplication {
    public static void main(String[] args) {
        SpringApplication.run(WebFluxServiceApplication.class, args);
    }
}
