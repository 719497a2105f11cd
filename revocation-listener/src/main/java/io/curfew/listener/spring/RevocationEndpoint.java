package io.curfew.listener.spring;

import io.curfew.listener.ListenerStatus;
import io.curfew.listener.RevocationListener;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/** Actuator endpoint {@code revocation}: how the listener is. Names no session and no user. Thread-safe. */
@Endpoint(id = "revocation")
final class RevocationEndpoint {
    private final RevocationListener listener;

    RevocationEndpoint(RevocationListener listener) {
        this.listener = listener;
    }

    @ReadOperation
    Map<String, Object> status() {
        ListenerStatus status = listener.status();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("state", status.state().name());
        answer.put("detail", status.detail());
        if (status.age() != null) {
            answer.put("age_ms", status.age().toMillis());
        }
        answer.put("revocations", status.revocations());
        answer.put("applied", status.applied());
        answer.put("watermarks", status.watermarks());
        answer.put("undecodable", status.undecodable());
        return answer;
    }
}
