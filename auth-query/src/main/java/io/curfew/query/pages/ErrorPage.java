package io.curfew.query.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * The page that says no. With a reason it is reached by a forward only: asked for from outside, and for every address that
 * is none of ours, it says that there is nothing. Thread-safe.
 */
@Controller("pagesErrorPage")
class ErrorPage {
    static final String PATH = "/ui/no";
    static final String STATUS = ErrorPage.class.getName() + ".status";

    @RequestMapping({PATH, PagePaths.HOME + "/**"})
    String no(HttpServletRequest request, HttpServletResponse response, Model model) {
        int status = request.getAttribute(STATUS) instanceof Integer given ? given : 404;
        response.setStatus(status);
        return show(status, model);
    }

    static String show(int status, Model model) {
        model.addAttribute("status", status);
        model.addAttribute(
                "title",
                switch (status) {
                    case 400 -> "That cannot be understood";
                    case 403 -> "Not for this account";
                    case 404 -> "There is nothing here";
                    case 503 -> "Not at the moment";
                    default -> "Something went wrong";
                });
        model.addAttribute(
                "text",
                switch (status) {
                    case 400 -> "A part of the address is not what it should be.";
                    case 403 ->
                        "This page is for auditors and administrators. You are signed in, but without that role.";
                    case 404 -> "The address leads nowhere.";
                    case 503 ->
                        "What this page shows cannot be read at the moment, or is being built. It tries again by itself.";
                    default -> "It has been written to the log. Trying again may help.";
                });
        return "curfew/error";
    }
}
