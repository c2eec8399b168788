package io.qunfa.server.broadcast;

import io.qunfa.server.account.AccountId;
import io.qunfa.server.account.Accounts;
import io.qunfa.server.http.Csv;
import io.qunfa.server.http.Limit;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The list of broadcasts over HTTP. */
@RestController
@RequestMapping("/api/v1/accounts/{account}")
final class BroadcastSearchApi {

    private final Accounts accounts;
    private final Broadcasts broadcasts;
    private final BroadcastViews views;
    private final Export export;

    BroadcastSearchApi(
            Accounts accounts, Broadcasts broadcasts, BroadcastViews views, Export export) {
        this.accounts = accounts;
        this.broadcasts = broadcasts;
        this.views = views;
        this.export = export;
    }

    record AuthorList(List<BroadcastViews.AuthorView> items) {}

    /**
     * The broadcasts, newest first. All that is asked for has to fit.
     *
     * @param state any of these, such as {@code sending}
     * @param kind {@code text} or {@code article}
     * @param author the id of who wrote it
     * @param from the first moment that it was sent at, or was created at if it was not sent
     * @param until the first moment that is too late
     * @param text words that all stand in what followers read: the text, the titles, the digests
     */
    @GetMapping("/broadcasts")
    BroadcastViews.BroadcastPage list(
            @PathVariable UUID account,
            @RequestParam(defaultValue = "") List<String> state,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable UUID author,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant until,
            @RequestParam(required = false) @Nullable String text,
            @RequestParam(required = false) @Nullable UUID after,
            @RequestParam(defaultValue = "20") int limit,
            Locale language) {
        var size = Limit.require(limit);
        var filter = BroadcastFilter.of(state, kind, author, from, until, text);
        var slice =
                new BroadcastStore.Slice(
                        Optional.ofNullable(after).map(BroadcastId::new), size + 1);
        return views.page(broadcasts.page(id(account), filter, slice), size, language);
    }

    /** Who has written broadcasts of this account. */
    @GetMapping("/broadcasts/authors")
    AuthorList authors(@PathVariable UUID account) {
        return new AuthorList(
                broadcasts.authors(id(account)).stream().map(BroadcastViews::author).toList());
    }

    /**
     * The broadcasts with their numbers, for a spreadsheet: all that fit, in the account's zone.
     *
     * @param state any of these, such as {@code sending}
     * @param kind {@code text} or {@code article}
     * @param author the id of who wrote it
     * @param from the first moment that it was sent at, or was created at if it was not sent
     * @param until the first moment that is too late
     * @param text words that all stand in what followers read: the text, the titles, the digests
     */
    @GetMapping(path = "/broadcasts.csv", produces = Csv.TYPE)
    void export(
            @PathVariable UUID account,
            @RequestParam(defaultValue = "") List<String> state,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable UUID author,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant until,
            @RequestParam(required = false) @Nullable String text,
            Locale language,
            HttpServletResponse response)
            throws IOException {
        var filter = BroadcastFilter.of(state, kind, author, from, until, text);
        export.broadcasts(id(account), filter, language, response);
    }

    private AccountId id(UUID account) {
        return accounts.get(new AccountId(account)).id();
    }
}
