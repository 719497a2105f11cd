package io.curfew.command.web;

import io.curfew.command.web.body.Answers;
import io.curfew.command.web.body.Form;
import io.curfew.command.web.body.LogoutRequest;
import io.curfew.command.web.credentials.ApiPaths;
import io.curfew.command.web.credentials.PresentedToken;
import io.curfew.command.web.credentials.SameSiteCheck;
import io.curfew.command.web.credentials.TokenCookies;
import io.curfew.command.web.credentials.Unauthenticated;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Logging out, in three variants told apart by what the client can show: a bearer token, a refresh token in the body, or
 * a browser's cookies. Thread-safe.
 */
@RestController
@RequestMapping({"", ApiPaths.V1})
class LogoutController {
    private final Logouts logouts;
    private final SameSiteCheck sameSite;
    private final TokenCookies cookies;

    LogoutController(Logouts logouts, SameSiteCheck sameSite, TokenCookies cookies) {
        this.logouts = logouts;
        this.sameSite = sameSite;
        this.cookies = cookies;
    }

    @PostMapping(path = "/auth/logout", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<?> logoutByForm(HttpServletRequest request) throws IOException {
        return logout(Form.read(request, LogoutRequest.class), request);
    }

    @Operation(
            summary = "Log out: end this session, another one of the same user, or all",
            description =
                    "With a bearer token 204. With a refresh_token in the body and no bearer token 204. With cookies"
                            + " only 200 and both cleared; all_devices then takes current_password. The same again when the"
                            + " session has ended already. 202 as long as the log-out is durable but not yet published. The body may also be a form.")
    @PostMapping("/auth/logout")
    ResponseEntity<?> logout(@RequestBody(required = false) @Nullable LogoutRequest body, HttpServletRequest request) {
        LogoutRequest wish = body == null ? LogoutRequest.NONE : body;
        PresentedToken presented = PresentedToken.of(request);
        if (presented instanceof PresentedToken.Unjudged) {
            throw Unauthenticated.why(request);
        }
        if (presented.way() == PresentedToken.Way.HEADER) {
            return logouts.byBearer(presented, wish, request);
        }
        String refreshToken = wish.refreshToken();
        if (refreshToken != null) {
            if (wish.all()) {
                // Ending every session takes an access token.
                throw Unauthenticated.why(request);
            }
            return logouts.byRefreshToken(refreshToken, request);
        }
        if (TokenCookies.present(request)) {
            sameSite.require(request);
            Logouts.Ended ended = logouts.byCookies(presented, wish, request);
            String message =
                    ended.understood() ? "Logged out successfully" : "Nothing to log out: no token of this service";
            return ended.reply()
                    .contentType(MediaType.APPLICATION_JSON)
                    .header(HttpHeaders.SET_COOKIE, cookies.clear(request).toArray(String[]::new))
                    .body(new Answers.LoggedOut(message, ended.sessions()));
        }
        throw Unauthenticated.why(request);
    }
}
