package io.curfew.query.pages;

import io.curfew.query.replay.NotYetException;
import io.curfew.query.web.InvalidParameterException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.TransactionException;
import org.springframework.ui.Model;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.server.ResponseStatusException;

/** What all pages have in common: the frame around them, and a page for what goes wrong. Thread-safe. */
@ControllerAdvice(basePackageClasses = PageAdvice.class)
@Order(0)
class PageAdvice {
    private static final Logger LOG = LoggerFactory.getLogger(PageAdvice.class);

    private final Assets assets;
    private final @Nullable String issuer;

    PageAdvice(Assets assets, Environment environment) {
        this.assets = assets;
        this.issuer = environment.getProperty("spring.security.oauth2.resourceserver.jwt.issuer-uri");
    }

    @ModelAttribute
    void frame(Model model, @Nullable Authentication caller) {
        model.addAttribute("frame", Frame.of(caller));
        model.addAttribute("issuer", issuer);
        model.addAttribute("assets", assets);
    }

    @ExceptionHandler({NotYetException.class, DataAccessException.class, TransactionException.class})
    String unavailable(RuntimeException e, HttpServletRequest request, HttpServletResponse response, Model model) {
        if (!(e instanceof NotYetException)) {
            LOG.warn("A page failed because of the database", e);
        }
        response.setHeader("Retry-After", "2");
        return error(503, request, response, model);
    }

    @ExceptionHandler({
        MethodArgumentTypeMismatchException.class,
        RequestRejectedException.class,
        ServletRequestBindingException.class,
        Fields.InvalidFieldException.class,
        InvalidParameterException.class
    })
    String invalid(Exception e, HttpServletRequest request, HttpServletResponse response, Model model) {
        return error(400, request, response, model);
    }

    @ExceptionHandler
    String refused(ResponseStatusException e, HttpServletRequest request, HttpServletResponse response, Model model) {
        response.setHeader("Retry-After", "5");
        return error(e.getStatusCode().value(), request, response, model);
    }

    /** The browser has gone, mostly from a stream: nobody is left to be answered. */
    @ExceptionHandler
    void gone(IOException e, HttpServletResponse response) {
        LOG.debug("A browser has gone", e);
    }

    @ExceptionHandler
    String unexpected(Exception e, HttpServletRequest request, HttpServletResponse response, Model model) {
        LOG.error("A page failed", e);
        return error(500, request, response, model);
    }

    /** A handler's own model is new: the frame goes into it, too. */
    private String error(int status, HttpServletRequest request, HttpServletResponse response, Model model) {
        response.setStatus(status);
        frame(model, request.getUserPrincipal() instanceof Authentication caller ? caller : null);
        return ErrorPage.show(status, model);
    }
}
