package io.curfew.query.web;

import io.curfew.query.export.Transmitter;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who signs the security event tokens, for everybody (SSF 1.0, section 7.1). Thread-safe. */
@RestController
@Tag(name = "security events")
class TransmitterController {
    private static final CacheControl FOR_A_WHILE =
            CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic();

    private final Transmitter transmitter;

    TransmitterController(Transmitter transmitter) {
        this.transmitter = transmitter;
    }

    @Operation(summary = "The transmitter of security event tokens (SSF 1.0)", operationId = "ssfConfiguration")
    @GetMapping(Paths.SSF_CONFIGURATION)
    ResponseEntity<Map<String, Object>> configuration() {
        return ResponseEntity.ok()
                .cacheControl(FOR_A_WHILE)
                .body(transmitter.configuration().orElseThrow(NotFoundException::new));
    }

    @Operation(summary = "The keys of security event tokens (RFC 7517)", operationId = "ssfKeys")
    @GetMapping(Paths.SSF_KEYS)
    ResponseEntity<Map<String, Object>> keys() {
        return ResponseEntity.ok().cacheControl(FOR_A_WHILE).body(transmitter.keys());
    }
}
