package io.curfew.listener.junit;

import io.curfew.listener.InMemoryNoticeFeed;
import io.curfew.listener.RevocationListener;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** Gives test methods their {@link Revocations}; brought by {@link RevocationTest}. Stateless. */
public final class RevocationExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(RevocationExtension.class);
    private static final boolean SPRING = springIsThere();

    /** For JUnit. */
    public RevocationExtension() {}

    @Override
    public void beforeEach(ExtensionContext context) {
        revocations(context).recover();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        revocations(context).recover();
        Own own = store(context).get(Own.class, Own.class);
        if (own != null) {
            own.revocations().listener().close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Revocations.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return revocations(context);
    }

    private static Revocations revocations(ExtensionContext context) {
        if (SPRING && Spring.managed(context)) {
            return Spring.revocations(context);
        }
        Own own = store(context).get(Own.class, Own.class);
        if (own == null) {
            own = Own.started();
            store(context).put(Own.class, own);
        }
        return own.revocations();
    }

    private static Store store(ExtensionContext context) {
        return context.getStore(NAMESPACE);
    }

    private static boolean springIsThere() {
        try {
            Class.forName(
                    "org.springframework.test.context.junit.jupiter.SpringExtension",
                    false,
                    RevocationExtension.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /** A listener of the test's own. */
    private record Own(Revocations revocations) {
        static Own started() {
            InMemoryNoticeFeed feed = new InMemoryNoticeFeed();
            RevocationListener listener =
                    RevocationListener.builder().feed(feed).build();
            listener.start();
            return new Own(new Revocations(feed, listener));
        }
    }

    /** Apart, so that tests without Spring never load its classes. */
    private static final class Spring {
        static boolean managed(ExtensionContext context) {
            return RevocationContextCustomizerFactory.hasContext(context.getRequiredTestClass());
        }

        static Revocations revocations(ExtensionContext context) {
            ApplicationContext application = SpringExtension.getApplicationContext(context);
            return new Revocations(
                    application.getBean(InMemoryNoticeFeed.class), application.getBean(RevocationListener.class));
        }
    }
}
