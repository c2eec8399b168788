package io.qunfa.server.account;

import io.qunfa.client.RawCall;
import io.qunfa.client.Upload;
import io.qunfa.protocol.ReturnCode;
import io.qunfa.server.access.Operator;
import io.qunfa.server.access.Requires;
import io.qunfa.server.access.Role;
import io.qunfa.server.http.Limit;
import io.qunfa.server.http.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** The calls made for an account: their history, and calls by hand. */
@RestController
@RequestMapping("/api/v1/accounts/{id}/calls")
final class CallApi {

    private static final int LARGEST_PAGE = 200;

    private final Accounts accounts;
    private final CallLog log;
    private final CallsByHand byHand;
    private final CallByHandStore store;

    CallApi(Accounts accounts, CallLog log, CallsByHand byHand, CallByHandStore store) {
        this.accounts = accounts;
        this.log = log;
        this.byHand = byHand;
        this.store = store;
    }

    /**
     * A call that was made for the account, by whomever.
     *
     * @param request the request line without token and secrets; null for calls before it was kept
     * @param answered whether there was an answer that could be understood
     * @param meaning what the code means, null for success
     * @param by who asked for it; null where the server acted by itself
     */
    record LoggedCallView(
            String id,
            Instant at,
            String path,
            @Nullable String request,
            long tookMillis,
            boolean answered,
            int code,
            @Nullable String meaning,
            @Nullable String rid,
            @Nullable String by) {}

    record LoggedCallPage(List<LoggedCallView> items, @Nullable String next) {}

    /**
     * @param method {@code GET} or {@code POST}
     * @param path of the platform's API, such as {@code /cgi-bin/user/info}
     * @param query without {@code access_token}, which is filled in
     * @param body JSON as it goes out; none for {@code GET}
     * @param fields beside the file, if one is sent
     * @param confirmation the account's name, for calls that reach followers or destroy something
     */
    record CallRequest(
            @Nullable String method,
            @Nullable String path,
            @Nullable Map<String, String> query,
            @Nullable String body,
            @Nullable Map<String, String> fields,
            @Nullable String confirmation) {}

    /**
     * @param status of HTTP, 0 without an answer
     * @param text the answer, secrets masked; null if it is not text
     * @param curl the call as a line for a shell, with the token left out
     */
    record CallByHandView(
            String id,
            Instant at,
            String by,
            String method,
            String path,
            Map<String, String> query,
            @Nullable String body,
            @Nullable String fileName,
            boolean answered,
            int status,
            String contentType,
            long bytes,
            @Nullable String text,
            int code,
            @Nullable String meaning,
            @Nullable String rid,
            long tookMillis,
            String curl) {}

    record CallByHandPage(List<CallByHandView> items, @Nullable String next) {}

    /** The calls this server has made for the account, newest first, secrets masked. */
    @GetMapping
    LoggedCallPage history(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String path,
            @RequestParam(required = false) @Nullable Integer code,
            @RequestParam(defaultValue = "false") boolean failed,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant until,
            @RequestParam(required = false) @Nullable UUID after,
            @RequestParam(defaultValue = "50") int limit,
            Locale language) {
        var filter = new CallLog.Filter(path, code, failed, from, until, after);
        var rows = log.page(new AccountId(id), filter, Limit.require(limit, LARGEST_PAGE) + 1);
        var items = rows.stream().limit(limit).map(row -> view(row, language)).toList();
        return new LoggedCallPage(items, rows.size() > limit ? items.getLast().id() : null);
    }

    /** The calls that people have made by hand, newest first. */
    @GetMapping("/by-hand")
    @Requires(Role.ADMINISTRATOR)
    CallByHandPage byHand(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable UUID after,
            @RequestParam(defaultValue = "20") int limit,
            Locale language) {
        var account = accounts.get(new AccountId(id));
        var rows = store.page(account.id(), after, Limit.require(limit, LARGEST_PAGE) + 1);
        var items = rows.stream().limit(limit).map(row -> view(account, row, language)).toList();
        return new CallByHandPage(items, rows.size() > limit ? items.getLast().id() : null);
    }

    /** Makes any call of the platform by hand; the access token is filled in and never shown. */
    @PostMapping(path = "/by-hand", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Requires(Role.ADMINISTRATOR)
    CallByHandView make(
            @PathVariable UUID id,
            @RequestBody CallRequest request,
            @AuthenticationPrincipal Operator operator,
            Locale language) {
        var body =
                request.body() == null || request.body().isEmpty()
                        ? Optional.<RawCall.Body>empty()
                        : Optional.<RawCall.Body>of(new RawCall.Body.Text(request.body()));
        return make(new AccountId(id), call(request, body), request, operator, language);
    }

    /** Makes a call by hand that takes a file. */
    @PostMapping(path = "/by-hand", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Requires(Role.ADMINISTRATOR)
    CallByHandView upload(
            @PathVariable UUID id,
            @RequestPart("call") CallRequest request,
            @RequestPart("file") MultipartFile file,
            @AuthenticationPrincipal Operator operator,
            Locale language) {
        var fields = Objects.requireNonNullElse(request.fields(), Map.<String, String>of());
        var body = new RawCall.Body.File(upload(file), fields);
        return make(
                new AccountId(id), call(request, Optional.of(body)), request, operator, language);
    }

    private CallByHandView make(
            AccountId id, RawCall call, CallRequest request, Operator operator, Locale language) {
        var made = byHand.make(id, call, request.confirmation(), operator);
        return view(accounts.get(id), made, language);
    }

    private static Upload upload(MultipartFile file) {
        var name = Objects.requireNonNullElse(file.getOriginalFilename(), "file");
        try {
            return Upload.of(name.replaceAll("[\\p{Cntrl}\"/\\\\]", "_"), file.getBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RawCall call(CallRequest request, Optional<RawCall.Body> body) {
        if (request.path() == null) {
            throw Problem.invalid("path", "required");
        }
        try {
            return new RawCall(
                    Objects.requireNonNullElse(request.method(), "GET"),
                    request.path(),
                    Objects.requireNonNullElse(request.query(), Map.of()),
                    body);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("path", "not-a-call", Map.of("reason", e.getMessage()));
        }
    }

    private static LoggedCallView view(CallLog.Logged call, Locale language) {
        return new LoggedCallView(
                call.id().toString(),
                call.at(),
                call.path(),
                call.request().orElse(null),
                call.tookMillis(),
                call.answered(),
                call.code(),
                meaning(call.code(), language),
                call.rid().orElse(null),
                call.by().orElse(null));
    }

    private static CallByHandView view(Account account, CallByHand call, Locale language) {
        var answer = call.answer();
        return new CallByHandView(
                call.id().toString(),
                call.at(),
                call.byName(),
                call.method(),
                call.path(),
                call.query(),
                call.body(),
                call.fileName(),
                answer.answered(),
                answer.status(),
                answer.contentType(),
                answer.bytes(),
                answer.text().orElse(null),
                answer.code(),
                meaning(answer.code(), language),
                answer.rid().orElse(null),
                answer.took().toMillis(),
                Curl.line(
                        account.endpoints().api(),
                        call.method(),
                        call.path(),
                        call.query(),
                        call.body(),
                        call.fileName()));
    }

    private static @Nullable String meaning(int code, Locale language) {
        return code == 0
                ? null
                : ReturnCode.find(code).map(known -> known.meaning(language)).orElse(null);
    }
}
