package io.qunfa.server.content;

import io.qunfa.client.Materials;
import io.qunfa.client.MediaId;
import io.qunfa.client.MediaKind;
import io.qunfa.server.access.Operator;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.account.Accounts;
import io.qunfa.server.http.Limit;
import io.qunfa.server.http.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Media over HTTP. */
@RestController
@RequestMapping("/api/v1/accounts/{account}")
final class MediaApi {

    private static final int LARGEST_PAGE = 100;
    private static final int LONGEST_CAPTION = 120;

    private final Accounts accounts;
    private final Media media;
    private final PictureHost pictures;

    MediaApi(Accounts accounts, Media media, PictureHost pictures) {
        this.accounts = accounts;
        this.media = media;
        this.pictures = pictures;
    }

    record MediaPage(List<MediaView> items, @Nullable String next) {}

    /**
     * @param kind image, voice, video or thumb
     * @param url where a permanent picture is shown
     * @param expiresAt null if it stays
     */
    record MediaView(
            String id,
            String mediaId,
            String kind,
            String name,
            long bytes,
            @Nullable String url,
            Instant uploadedAt,
            String uploadedBy,
            @Nullable Instant expiresAt) {}

    /**
     * @param next the offset of the next page
     */
    record MaterialPage(List<MaterialView> items, long total, @Nullable Integer next) {}

    record MaterialView(
            String mediaId, String name, @Nullable Instant updatedAt, @Nullable String url) {}

    record ArticlePicture(String url) {}

    /**
     * Uploads a file, by its content and not by its name.
     *
     * @param permanent whether it stays until it is deleted, or three days
     * @param title of a permanent video
     */
    @PostMapping(path = "/media", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    MediaView upload(
            @PathVariable UUID account,
            @RequestParam String kind,
            @RequestParam(defaultValue = "false") boolean permanent,
            @RequestParam(required = false) @Nullable String title,
            @RequestParam(required = false) @Nullable String introduction,
            @RequestPart(name = "file", required = false) @Nullable MultipartFile file,
            @AuthenticationPrincipal Operator operator) {
        var what = kind(kind);
        var caption = caption(what, permanent, title, introduction);
        try (var received = ReceivedFile.within(FileRule.of(what, permanent), file)) {
            var item =
                    permanent
                            ? media.uploadPermanent(
                                    id(account), operator, what, received.file(), caption)
                            : media.uploadTemporary(id(account), operator, what, received.file());
            return view(item);
        }
    }

    /** The files uploaded here and still alive on the platform, newest first. */
    @GetMapping("/media")
    MediaPage list(
            @PathVariable UUID account,
            @RequestParam(required = false) @Nullable UUID after,
            @RequestParam(defaultValue = "50") int limit) {
        var size = Limit.require(limit, LARGEST_PAGE);
        var page = media.page(id(account), Optional.ofNullable(after), size);
        return new MediaPage(
                page.stream().map(MediaApi::view).toList(),
                page.size() < size ? null : page.getLast().id().toString());
    }

    /** The permanent files of the account as the platform lists them. */
    @GetMapping("/materials")
    MaterialPage materials(
            @PathVariable UUID account,
            @RequestParam String kind,
            @RequestParam(defaultValue = "0") int offset,
            @RequestParam(defaultValue = "20") int limit) {
        var from = Math.max(0, offset);
        var size = Limit.require(limit, Materials.MAX_PAGE);
        var page = media.materials(id(account), listed(kind), from, size);
        var end = from + page.item().size();
        return new MaterialPage(
                page.item().stream().map(MediaApi::view).toList(),
                page.totalCount(),
                page.item().isEmpty() || end >= page.totalCount() ? null : end);
    }

    /** Deletes a permanent file for good. */
    @DeleteMapping("/materials/{material}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(
            @PathVariable UUID account,
            @PathVariable String material,
            @AuthenticationPrincipal Operator operator) {
        media.delete(id(account), operator, new MediaId(material));
    }

    /** Uploads a picture for the inside of an article. */
    @PostMapping(path = "/article-pictures", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    ArticlePicture uploadArticlePicture(
            @PathVariable UUID account,
            @RequestPart(name = "file", required = false) @Nullable MultipartFile file) {
        try (var received = ReceivedFile.within(FileRule.ARTICLE_PICTURE, file)) {
            return new ArticlePicture(media.uploadArticlePicture(id(account), received.file()));
        }
    }

    /**
     * A picture of the platform's picture servers, which show none on pages of others.
     *
     * @param address as drafts and materials tell it
     */
    @GetMapping("/pictures")
    ResponseEntity<Resource> picture(@PathVariable UUID account, @RequestParam String address) {
        return shown(pictures.fetch(accounts.get(new AccountId(account)), address));
    }

    /** A permanent picture by its id. */
    @GetMapping("/materials/{material}/picture")
    ResponseEntity<Resource> materialPicture(
            @PathVariable UUID account, @PathVariable String material) {
        return shown(media.picture(id(account), new MediaId(material)));
    }

    private static ResponseEntity<Resource> shown(PictureHost.Picture picture) {
        return ResponseEntity.ok()
                .contentType(picture.type())
                .cacheControl(CacheControl.maxAge(PictureHost.FRESH).cachePrivate())
                .body(picture.content());
    }

    private AccountId id(UUID account) {
        return accounts.get(new AccountId(account)).id();
    }

    private static MediaKind kind(String word) {
        for (var kind : MediaKind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(word)) {
                return kind;
            }
        }
        throw Problem.invalid("kind", "unknown-value", Map.of("value", word));
    }

    /** Thumbnails are not listed by the platform. */
    private static MediaKind listed(String word) {
        var kind = kind(word);
        if (kind == MediaKind.THUMB) {
            throw Problem.invalid("kind", "unknown-value", Map.of("value", word));
        }
        return kind;
    }

    private static Media.Caption caption(
            MediaKind kind,
            boolean permanent,
            @Nullable String title,
            @Nullable String introduction) {
        var text = Objects.requireNonNullElse(title, "").strip();
        if (kind == MediaKind.VIDEO && permanent && text.isEmpty()) {
            throw Problem.invalid("title", "required");
        }
        if (text.length() > LONGEST_CAPTION) {
            throw Problem.invalid("title", "length", Map.of("least", 1, "most", LONGEST_CAPTION));
        }
        return new Media.Caption(text, Objects.requireNonNullElse(introduction, "").strip());
    }

    private static MediaView view(MediaItem item) {
        return new MediaView(
                item.id().toString(),
                item.mediaId().value(),
                item.kind().name().toLowerCase(Locale.ROOT),
                item.name(),
                item.bytes(),
                item.url().orElse(null),
                item.uploadedAt(),
                item.uploadedBy(),
                item.expiresAt().orElse(null));
    }

    private static MaterialView view(Materials.MaterialItem item) {
        return new MaterialView(
                item.mediaId().value(),
                item.name(),
                item.updateTime(),
                item.url().filter(url -> !url.isEmpty()).orElse(null));
    }
}
