package io.curfew.example.servlet;

import io.curfew.listener.RevocationGate;
import io.curfew.listener.RevocationListener;
import io.curfew.listener.bearer.BearerAuthenticator;
import io.curfew.listener.bearer.TokenVerifier;
import io.curfew.listener.jose.JwksTokenVerifier;
import io.curfew.listener.servlet.RevocationFilter;
import java.net.URI;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

/** A small service behind Curfew's access tokens, on an embedded Tomcat. Closing it closes the listener too. */
public final class ServletService implements AutoCloseable {
    private final RevocationListener listener;
    private final Tomcat tomcat = new Tomcat();

    /** Starts on that port; 0 takes a free one. */
    ServletService(int port, RevocationListener listener, TokenVerifier verifier) throws LifecycleException {
        this.listener = listener;
        // Does not wait: until the node knows every revocation it answers 503.
        listener.start();
        RevocationFilter filter =
                new RevocationFilter(BearerAuthenticator.of(verifier, RevocationGate.closed(listener)));

        Connector connector = new Connector();
        connector.setPort(port);
        connector.setProperty("address", "127.0.0.1");
        tomcat.setBaseDir(System.getProperty("java.io.tmpdir"));
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", null);
        Tomcat.addServlet(context, "hello", new HelloServlet()).addMapping("/hello");
        FilterDef definition = new FilterDef();
        definition.setFilterName("revocation");
        definition.setFilter(filter);
        context.addFilterDef(definition);
        FilterMap everything = new FilterMap();
        everything.setFilterName("revocation");
        everything.addURLPattern("/*");
        context.addFilterMap(everything);
        tomcat.start();
    }

    /** Runs with the addresses of a Curfew on this machine, or those given: issuer, Kafka. */
    public static void main(String[] args) throws LifecycleException {
        String issuer = args.length > 0 ? args[0] : "http://127.0.0.1:8080";
        String kafka = args.length > 1 ? args[1] : "127.0.0.1:9092";
        TokenVerifier verifier = JwksTokenVerifier.builder(URI.create(issuer + "/.well-known/jwks.json"))
                .issuer(issuer)
                .audience("curfew")
                .build();
        RevocationListener listener = RevocationListener.builder()
                .bootstrapServers(kafka)
                .service("servlet-service")
                .build();
        ServletService service = new ServletService(8083, listener, verifier);
        Runtime.getRuntime().addShutdownHook(new Thread(service::close));
        service.tomcat.getServer().await();
    }

    int port() {
        return tomcat.getConnector().getLocalPort();
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new IllegalStateException("Tomcat did not stop", e);
        } finally {
            listener.close();
        }
    }
}
