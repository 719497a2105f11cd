package io.curfew.listener.contract;

import com.sun.net.httpserver.HttpServer;
import io.curfew.listener.InMemoryNoticeFeed;
import io.curfew.listener.RouteRule;
import io.curfew.listener.bearer.BearerAnswer;
import io.curfew.listener.bearer.RequireFresh;
import io.curfew.listener.jaxrs.RevocationRequestFilter;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import org.glassfish.jersey.jdkhttp.JdkHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;

/** The JAX-RS filter in Jersey on the JDK's own server. */
final class JaxRsAdapter implements Adapter {
    private final Embedded embedded;
    private final HttpServer server;

    JaxRsAdapter(String jwksUri, InMemoryNoticeFeed feed) {
        this(jwksUri, feed, RouteRule.CLOSED);
    }

    JaxRsAdapter(String jwksUri, InMemoryNoticeFeed feed, RouteRule rule) {
        embedded = new Embedded(jwksUri, feed, rule);
        ResourceConfig application =
                new ResourceConfig(Greeting.class).register(new RevocationRequestFilter(embedded.authenticator()));
        server = JdkHttpServerFactory.createHttpServer(URI.create("http://127.0.0.1:0/"), application);
    }

    /** Public because Jersey makes it. */
    @Path("/")
    public static class Greeting {
        @GET
        @Path("hello")
        public String hello(@Context SecurityContext caller) {
            return "hello " + caller.getUserPrincipal().getName();
        }

        @GET
        @Path("admin/hello")
        public Response admin(@Context SecurityContext caller) {
            return caller.isUserInRole("admin")
                    ? Response.ok(hello(caller)).build()
                    : RevocationRequestFilter.response(BearerAnswer.insufficientScope("admin"));
        }

        @GET
        @Path("sensitive")
        @RequireFresh(maxAge = "1s")
        public String sensitive(@Context SecurityContext caller) {
            return hello(caller);
        }
    }

    @Override
    public Answer send(String path, Sent sent) throws Exception {
        return HttpCaller.call(server.getAddress().getPort(), path, sent);
    }

    @Override
    public void close() {
        server.stop(0);
        embedded.close();
    }
}
