package io.curfew.command.web.credentials;

import io.curfew.command.web.problem.ProblemCode;
import io.curfew.command.web.problem.ProblemException;
import io.curfew.command.web.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads bodies up to a limit, however they are sent, and refuses longer ones before anything is done with them. Thread-safe.
 */
public final class BodyLimitFilter extends OncePerRequestFilter {
    /** Far more than any body of this API needs. */
    static final int BYTES = 16 * 1024;

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > BYTES) {
            refuse(response);
            return;
        }
        byte[] body = request.getInputStream().readNBytes(BYTES + 1);
        if (body.length > BYTES) {
            refuse(response);
            return;
        }
        chain.doFilter(new Read(request, body), response);
    }

    private static void refuse(HttpServletResponse response) throws IOException {
        response.setHeader("Connection", "close");
        ProblemWriter.write(
                response, new ProblemException(ProblemCode.BODY_TOO_LARGE, "A body has at most " + BYTES + " bytes."));
    }

    /** A request whose body has been read. An empty body has no type, whatever the client says. */
    private static final class Read extends HttpServletRequestWrapper {
        private final byte[] body;

        Read(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            return new Replay(new ByteArrayInputStream(body));
        }

        @Override
        public @Nullable String getContentType() {
            return body.length == 0 ? null : super.getContentType();
        }

        @Override
        public @Nullable String getHeader(String name) {
            return body.length == 0 && name.equalsIgnoreCase("Content-Type") ? null : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return body.length == 0 && name.equalsIgnoreCase("Content-Type")
                    ? Collections.emptyEnumeration()
                    : super.getHeaders(name);
        }
    }

    private static final class Replay extends ServletInputStream {
        private final ByteArrayInputStream body;

        Replay(ByteArrayInputStream body) {
            this.body = body;
        }

        @Override
        public int read() {
            return body.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            return body.read(into, offset, length);
        }

        @Override
        public boolean isFinished() {
            return body.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException("bodies are read at once");
        }
    }
}
