package io.qunfa.server.content;

import io.qunfa.client.Materials;
import io.qunfa.client.MediaId;
import io.qunfa.client.MediaKind;
import io.qunfa.client.Upload;
import io.qunfa.server.access.Audit;
import io.qunfa.server.access.Operator;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.account.Accounts;
import io.qunfa.server.database.Uuid7;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Pictures, voices, videos and thumbnails that an account has uploaded. */
@Component
final class Media {

    /** How long the platform keeps what is temporary. */
    static final Duration LIFETIME = Duration.ofDays(3);

    private final Accounts accounts;
    private final MediaStore store;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Uuid7 ids;
    private final InstantSource clock;

    Media(
            Accounts accounts,
            MediaStore store,
            Audit audit,
            TransactionTemplate transaction,
            Uuid7 ids,
            InstantSource clock) {
        this.accounts = accounts;
        this.store = store;
        this.audit = audit;
        this.transaction = transaction;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * A checked file on this machine.
     *
     * @param name with the extension of its format, whatever it was called before
     */
    record LocalFile(Path path, String name, long bytes) {

        Upload upload() {
            return Upload.of(name, path);
        }
    }

    /** What a video is called. */
    record Caption(String title, String introduction) {}

    /** Uploads a file that the platform forgets after three days. */
    MediaItem uploadTemporary(AccountId account, Operator by, MediaKind kind, LocalFile file) {
        var media = accounts.wechat(account).media().upload(kind, file.upload());
        var now = clock.instant();
        return kept(
                account,
                new MediaItem(
                        ids.next(),
                        media.id(),
                        kind,
                        file.name(),
                        file.bytes(),
                        Optional.empty(),
                        now,
                        by.name(),
                        Optional.of(now.plus(LIFETIME))),
                by);
    }

    /** Uploads a file that stays until it is deleted. */
    MediaItem uploadPermanent(
            AccountId account, Operator by, MediaKind kind, LocalFile file, Caption caption) {
        var materials = accounts.wechat(account).materials();
        var added =
                kind == MediaKind.VIDEO
                        ? materials.addVideo(file.upload(), caption.title(), caption.introduction())
                        : materials.add(kind, file.upload());
        return kept(
                account,
                new MediaItem(
                        ids.next(),
                        added.mediaId(),
                        kind,
                        file.name(),
                        file.bytes(),
                        added.url().filter(url -> !url.isEmpty()),
                        clock.instant(),
                        by.name(),
                        Optional.empty()),
                by);
    }

    /** Uploads a picture for the inside of an article, and tells its address. */
    String uploadArticlePicture(AccountId account, LocalFile picture) {
        return accounts.wechat(account).media().uploadArticlePicture(picture.upload());
    }

    /** What was uploaded through this server and still lives, newest first. */
    List<MediaItem> page(AccountId account, Optional<UUID> after, int limit) {
        return store.page(account, after, limit, clock.instant());
    }

    /** The permanent files of the account, wherever they were uploaded. */
    Materials.MaterialPage materials(AccountId account, MediaKind kind, int offset, int limit) {
        return accounts.wechat(account).materials().page(kind, offset, limit);
    }

    /** A permanent picture, for those whose address the platform does not tell. */
    PictureHost.Picture picture(AccountId account, MediaId media) {
        try {
            var file = Files.createTempFile("qunfa-picture", ".tmp");
            try {
                accounts.wechat(account).materials().download(media, file);
                return PictureHost.picture(Files.readAllBytes(file));
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes a permanent file for good. */
    void delete(AccountId account, Operator by, MediaId media) {
        accounts.wechat(account).materials().delete(media);
        transaction.executeWithoutResult(
                _ -> {
                    store.forget(account, media);
                    audit.record(
                            account.value(),
                            by.id(),
                            "content.media-deleted",
                            Map.of("mediaId", media.value()));
                });
    }

    private MediaItem kept(AccountId account, MediaItem item, Operator by) {
        transaction.executeWithoutResult(
                _ -> {
                    store.insert(account, item);
                    audit.record(
                            account.value(),
                            by.id(),
                            "content.media-uploaded",
                            Map.of("mediaId", item.mediaId().value(), "name", item.name()));
                });
        return item;
    }
}
