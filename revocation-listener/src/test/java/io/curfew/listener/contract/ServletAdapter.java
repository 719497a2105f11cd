package io.curfew.listener.contract;

import io.curfew.listener.InMemoryNoticeFeed;
import io.curfew.listener.bearer.Route;
import io.curfew.listener.servlet.RevocationFilter;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

/** The plain filter in an embedded Tomcat. */
final class ServletAdapter implements Adapter {
    private final Embedded embedded;
    private final Tomcat tomcat = new Tomcat();

    ServletAdapter(String jwksUri, InMemoryNoticeFeed feed) throws Exception {
        embedded = new Embedded(jwksUri, feed);
        tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("maxHttpRequestHeaderSize", "2097152");
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", null);
        Tomcat.addServlet(context, "hello", new Hello()).addMapping("/");
        addFilter(context, "all", "/*", new RevocationFilter(embedded.authenticator()));
        addFilter(
                context, "admin", "/admin/*", new RevocationFilter(embedded.authenticator(), Route.requiring("admin")));
        tomcat.start();
    }

    private static void addFilter(Context context, String name, String pattern, Filter filter) {
        FilterDef definition = new FilterDef();
        definition.setFilterName(name);
        definition.setFilter(filter);
        context.addFilterDef(definition);
        FilterMap mapping = new FilterMap();
        mapping.setFilterName(name);
        mapping.addURLPattern(pattern);
        context.addFilterMap(mapping);
    }

    private static final class Hello extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().print("hello " + request.getUserPrincipal().getName());
        }
    }

    @Override
    public Answer send(String path, Sent sent) throws Exception {
        return HttpCaller.call(tomcat.getConnector().getLocalPort(), path, sent);
    }

    @Override
    public void close() throws Exception {
        tomcat.stop();
        tomcat.destroy();
        embedded.close();
    }
}
