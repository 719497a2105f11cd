package io.curfew.cli.http;

import io.curfew.cli.terminal.CommandFailure;
import io.curfew.cli.terminal.ExitCode;
import io.curfew.cli.terminal.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The platform over HTTP. Follows no redirects, since tokens would follow them. Confined to one thread.
 *
 * <p>Throws {@link ApiFailure} for refusals, {@link CommandFailure} with {@link ExitCode#NO_ACCESS} when nobody answers.
 */
public final class Api {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LEAST_ERROR = 300;
    private static final int MAX_PROBLEM = 64 * 1024;

    private final Address address;
    private final Bearer bearer;
    private final HttpClient client;

    public Api(Address address, Bearer bearer) {
        this.address = address;
        this.bearer = bearer;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .build();
    }

    public Address address() {
        return address;
    }

    /** Makes a call. */
    public Answer send(Call call) {
        HttpResponse<InputStream> response = exchange(call);
        String text = text(response.body(), Integer.MAX_VALUE);
        try {
            JsonNode body = text.isBlank() ? Json.object() : Json.read(text);
            return new Answer(response.statusCode(), response.headers(), body);
        } catch (JacksonException e) {
            throw new CommandFailure(ExitCode.FAILED, address + " answered something that is no JSON", e);
        }
    }

    /** Makes a call whose answer may be endless. The caller closes the stream. */
    public InputStream stream(Call call) {
        return exchange(call).body();
    }

    private HttpResponse<InputStream> exchange(Call call) {
        String token = call.isAnonymous() ? null : bearer.token();
        if (token == null && !call.isAnonymous()) {
            throw CommandFailure.noAccess("not signed in at " + address + "; do: curfew login");
        }
        HttpResponse<InputStream> response = once(call, token);
        if (response.statusCode() == 401 && token != null) {
            ApiFailure refusal = failure(response);
            String other = bearer.insteadOf(token);
            if (other == null) {
                throw refusal;
            }
            response = once(call, other);
        }
        if (response.statusCode() >= LEAST_ERROR) {
            throw failure(response);
        }
        return response;
    }

    private HttpResponse<InputStream> once(Call call, @Nullable String token) {
        JsonNode body = call.json();
        HttpRequest.Builder request = HttpRequest.newBuilder(address.at(call.target()))
                .timeout(PATIENCE)
                .header("Accept", "application/json, */*")
                .method(
                        call.method(),
                        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        call.headers().forEach(request::header);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return client.send(request.build(), BodyHandlers.ofInputStream());
        } catch (HttpTimeoutException e) {
            throw new CommandFailure(ExitCode.NO_ACCESS, address + " does not answer", e);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.NO_ACCESS, "cannot reach " + address + why(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.FAILED, "interrupted", e);
        }
    }

    private static String why(IOException e) {
        String message = e.getMessage();
        return message == null ? "" : ": " + message;
    }

    private ApiFailure failure(HttpResponse<InputStream> response) {
        int status = response.statusCode();
        try {
            JsonNode problem = Json.read(text(response.body(), MAX_PROBLEM));
            String detail = problem.path("detail").asString("");
            String title = problem.path("title").asString("answered " + status);
            return new ApiFailure(
                    status, problem.path("code").asString(""), withoutDot(detail.isEmpty() ? title : detail));
        } catch (JacksonException e) {
            return new ApiFailure(status, "", address + " answered " + status);
        }
    }

    private static String withoutDot(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    private String text(InputStream body, int most) {
        try (body) {
            return new String(body.readNBytes(most), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.NO_ACCESS, address + " broke off its answer", e);
        }
    }
}
