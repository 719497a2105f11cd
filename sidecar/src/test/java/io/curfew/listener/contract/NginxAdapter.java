package io.curfew.listener.contract;

import static org.awaitility.Awaitility.await;

import io.curfew.listener.InMemoryNoticeFeed;
import io.curfew.listener.kafka.FreePort;
import io.curfew.sidecar.RunningSidecar;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A real nginx with the configuration of {@code examples/nginx}, in front of a service that greets by name. */
final class NginxAdapter implements Adapter {
    private static final Path EXAMPLE = Path.of("..", "examples", "nginx");

    private final RunningSidecar sidecar;
    private final Process nginx;
    private final int port = FreePort.next();

    NginxAdapter(String jwksUri, InMemoryNoticeFeed feed) throws Exception {
        this(jwksUri, feed, text -> text);
    }

    /** One whose configuration an operator has changed. */
    NginxAdapter(String jwksUri, InMemoryNoticeFeed feed, UnaryOperator<String> changed) throws Exception {
        sidecar = RunningSidecar.start(TokenForge.ISSUER, jwksUri, feed, Map.of());
        Path home = Files.createTempDirectory("nginx");
        for (String name : new String[] {"curfew-ask.conf", "curfew-caller.conf"}) {
            Files.copy(EXAMPLE.resolve(name), home.resolve(name));
        }
        int service = FreePort.next();
        Files.writeString(home.resolve("curfew.conf"), changed.apply(example(service)));
        Files.writeString(home.resolve("nginx.conf"), surroundings(home, service));
        nginx = new ProcessBuilder(program(), "-p", home.toString(), "-c", "nginx.conf", "-e", "stderr")
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("nginx.log").toFile())
                .start();
        await().atMost(Duration.ofSeconds(20)).until(() -> listens(port));
    }

    /** The program's place; null when there is none. */
    static String program() {
        return Stream.of("/usr/sbin/nginx", "/usr/local/sbin/nginx", "/usr/bin/nginx", "/opt/homebrew/bin/nginx")
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst()
                .orElse(null);
    }

    private String example(int service) throws IOException {
        return Files.readString(EXAMPLE.resolve("curfew.conf"))
                .replace("127.0.0.1:9190", "127.0.0.1:" + sidecar.port())
                .replace("127.0.0.1:8080", "127.0.0.1:" + port)
                .replace("127.0.0.1:3000", "127.0.0.1:" + service);
    }

    private static String surroundings(Path home, int service) {
        return """
                daemon off; master_process off; pid nginx.pid; worker_processes 1;
                events { worker_connections 256; }
                http {
                    access_log off;
                    client_body_temp_path HOME/body; proxy_temp_path HOME/proxy; fastcgi_temp_path HOME/f;
                    uwsgi_temp_path HOME/u; scgi_temp_path HOME/s;
                    large_client_header_buffers 4 2m;
                    include curfew.conf;
                    server {
                        listen 127.0.0.1:SERVICE;
                        location / { return 200 "hello $http_x_curfew_subject"; }
                        location /broken { return 401 "the service's own"; }
                    }
                }
                """
                .replace("HOME", home.toString())
                .replace("SERVICE", Integer.toString(service));
    }

    int port() {
        return port;
    }

    /** The sidecar dies, nginx stays. */
    void stopSidecar() {
        sidecar.close();
    }

    @Override
    public Answer send(String path, Sent sent) throws Exception {
        return HttpCaller.call(port, path, sent);
    }

    @Override
    public void close() throws Exception {
        nginx.destroy();
        if (!nginx.waitFor(10, TimeUnit.SECONDS)) {
            nginx.destroyForcibly();
        }
        sidecar.close();
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
