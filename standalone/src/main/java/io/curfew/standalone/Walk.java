package io.curfew.standalone;

import java.util.ArrayList;
import java.util.List;

/** The walk with {@code curl}, with the real addresses, a new user and a new password in it. Immutable. */
record Walk(Standalone platform, String user, String password) {

    /** A walk whose user nobody has taken. */
    static Walk fresh(Standalone platform) {
        return new Walk(
                platform,
                "alice-" + Passwords.random().replaceAll("[^A-Za-z0-9]", "").substring(0, 6),
                Passwords.random());
    }

    /** The walk, a line each, to be pasted into a POSIX shell in one piece or line by line. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        String json = " -H 'Content-Type: application/json' -d ";
        String credentials = "\"username\":\"" + user + "\",\"password\":\"" + password + "\"";
        lines.add("AUTH=" + platform.frontDoor());
        lines.add("curl -s $AUTH/auth/register" + json + "'{" + credentials + "}'; echo");
        lines.add("login() { curl -s $AUTH/auth/login" + json + "'{" + credentials + ",\"device_name\":\"'$1'\"}'"
                + " | sed 's/.*\"access_token\":\"\\([^\"]*\\)\".*/\\1/'; }");
        lines.add("PHONE=$(login phone); LAPTOP=$(login laptop)");
        hello(lines, "PHONE", "hello");
        lines.add("curl -s $AUTH/auth/sessions -H \"Authorization: Bearer $LAPTOP\"; echo");
        lines.add(
                "curl -s -o /dev/null -w '%{http_code}\\n' -X POST $AUTH/auth/logout -H \"Authorization: Bearer $PHONE\""
                        + "   # 204: this device only");
        hello(lines, "PHONE", "401 session_revoked");
        hello(lines, "LAPTOP", "hello");
        lines.add("curl -s -X POST $AUTH/auth/logout-all -H \"Authorization: Bearer $LAPTOP\"; echo   # every device");
        hello(lines, "LAPTOP", "401 session_revoked");
        return lines;
    }

    private void hello(List<String> lines, String device, String expected) {
        for (Standalone.Node node : platform.nodes()) {
            lines.add("curl -s " + node.uri() + "/hello -H \"Authorization: Bearer $" + device + "\"; echo   # "
                    + node.name() + ": " + expected);
        }
    }
}
