package io.qunfa.server.audience;

import io.qunfa.client.OpenId;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.account.Accounts;
import io.qunfa.server.http.Problem;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Audiences that come as a file, over HTTP. */
@RestController
@RequestMapping("/api/v1/accounts/{account}/audience/lists")
final class AudienceListApi {

    private static final String KEY = "Idempotency-Key";
    private static final int LONGEST_KEY = 255;
    private static final int LONGEST_NAME = 100;
    private static final int SHOWN = 100;

    private final Accounts accounts;
    private final UploadedLists lists;

    AudienceListApi(Accounts accounts, UploadedLists lists) {
        this.accounts = accounts;
        this.lists = lists;
    }

    record AudienceListPage(List<AudienceListView> items) {}

    /**
     * @param count how many followers it reaches
     * @param lines how many lines named somebody
     * @param repeated how many of them named somebody who had been named before
     * @param unknown how many of them named somebody who does not follow, and is not in the list
     * @param unknownOpenIds the first of these; told in the answer to the upload only
     */
    record AudienceListView(
            String id,
            String name,
            long count,
            long lines,
            long repeated,
            long unknown,
            List<String> unknownOpenIds,
            Instant createdAt) {

        static AudienceListView of(UploadedList list) {
            return new AudienceListView(
                    list.id().toString(),
                    list.name(),
                    list.members().getLongCardinality(),
                    list.lines(),
                    list.repeated(),
                    list.unknown(),
                    list.sample().stream().map(OpenId::value).toList(),
                    list.createdAt());
        }
    }

    /**
     * Uploads a list of OpenIDs, up to twenty million, to be the audience {@code uploaded} of
     * broadcasts: one a line, or the first column of CSV, or NDJSON with {@code openid}. The body
     * is the file itself.
     *
     * @param name for people, such as the file's
     */
    @PostMapping(consumes = {"text/plain", "text/csv", "application/x-ndjson"})
    @ResponseStatus(HttpStatus.CREATED)
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = "text/plain",
                            schema =
                                    @Schema(
                                            type = "string",
                                            example = "o6_bmjrPTlm6_2sgVt7hMZOPfL2M\n")))
    AudienceListView upload(
            @PathVariable UUID account,
            @RequestParam(defaultValue = "") String name,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            InputStream body)
            throws IOException {
        if (name.length() > LONGEST_NAME) {
            throw Problem.invalid("name", "length", Map.of("least", 0, "most", LONGEST_NAME));
        }
        if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
            throw Problem.invalid(KEY, "length", Map.of("least", 1, "most", LONGEST_KEY));
        }
        return AudienceListView.of(lists.upload(id(account), name.strip(), body, key));
    }

    /** The newest hundred uploaded lists. */
    @GetMapping
    AudienceListPage list(@PathVariable UUID account) {
        return new AudienceListPage(
                lists.newest(id(account), SHOWN).stream().map(AudienceListView::of).toList());
    }

    /** One uploaded list. */
    @GetMapping("/{list}")
    AudienceListView get(@PathVariable UUID account, @PathVariable UUID list) {
        return lists.find(id(account), list)
                .map(AudienceListView::of)
                .orElseThrow(Problem::notFound);
    }

    /** Removes an uploaded list. Broadcasts that were written for it keep their audience. */
    @DeleteMapping("/{list}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID account, @PathVariable UUID list) {
        if (!lists.delete(id(account), list)) {
            throw Problem.notFound();
        }
    }

    private AccountId id(UUID account) {
        return accounts.get(new AccountId(account)).id();
    }
}
