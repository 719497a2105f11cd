package io.curfew.e2e.bench;

import io.curfew.standalone.Ports;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A redis-server from the machine's packages and one connection to it, speaking as little as possible. */
final class RedisPeer implements AutoCloseable {
    private static final byte[] SET = command("SET", "sid:1", "1");
    private static final byte[] GET = command("GET", "sid:1");
    private static final Duration START = Duration.ofSeconds(10);

    private final Process server;
    private final Socket socket;
    private final OutputStream out;
    private final InputStream in;

    RedisPeer() throws IOException, InterruptedException {
        int port = Ports.anyFree();
        server = new ProcessBuilder("redis-server", "--port", String.valueOf(port), "--bind", "127.0.0.1", "--save", "")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        socket = connect(port);
        socket.setTcpNoDelay(true);
        out = socket.getOutputStream();
        in = new BufferedInputStream(socket.getInputStream());
        out.write(SET);
        line();
    }

    /** One question, one answer: the length of the value found. */
    int get() throws IOException {
        out.write(GET);
        int length = line();
        line();
        return length;
    }

    private int line() throws IOException {
        int number = 0;
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("Redis has closed the connection");
            }
            number = c >= '0' && c <= '9' ? number * 10 + c - '0' : number;
        }
        return number;
    }

    private Socket connect(int port) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START.toNanos();
        while (true) {
            try {
                return new Socket(InetAddress.getLoopbackAddress(), port);
            } catch (ConnectException e) {
                if (!server.isAlive() || System.nanoTime() > deadline) {
                    throw e;
                }
                Thread.sleep(20);
            }
        }
    }

    private static byte[] command(String... words) {
        StringBuilder text = new StringBuilder("*" + words.length + "\r\n");
        for (String word : words) {
            text.append('$').append(word.length()).append("\r\n").append(word).append("\r\n");
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        socket.close();
        server.destroy();
    }
}
