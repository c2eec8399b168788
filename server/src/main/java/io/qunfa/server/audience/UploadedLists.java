package io.qunfa.server.audience;

import io.qunfa.client.OpenId;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.database.Uuid7;
import io.qunfa.server.http.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Audiences that come as a file, however long it is. */
@Component
final class UploadedLists {

    /** So many who do not follow are named to the uploader. */
    static final int NAMED = 100;

    private static final int LOOKED_UP_AT_ONCE = 10_000;

    private final FollowerStore followers;
    private final UploadedListStore store;
    private final InstantSource clock;
    private final Uuid7 ids;

    UploadedLists(
            FollowerStore followers, UploadedListStore store, InstantSource clock, Uuid7 ids) {
        this.followers = followers;
        this.store = store;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Reads a file to its end and keeps who of those it names follows; once for a key.
     *
     * @throws Problem 422 if the key was used for another file
     */
    UploadedList upload(AccountId account, String name, InputStream body, @Nullable String key)
            throws IOException {
        var digest = digest(name);
        var found = new Found();
        var lines =
                new OpenIdFile(new DigestInputStream(body, digest))
                        .read(LOOKED_UP_AT_ONCE, part -> followers.numbers(account, part, found));
        found.members.runOptimize();
        var list =
                new UploadedList(
                        ids.next(),
                        name,
                        found.members,
                        lines,
                        found.unknown,
                        found.sample,
                        clock.instant());
        var request = HexFormat.of().formatHex(digest.digest());
        return store.insert(account, list, key, request)
                ? list
                : first(account, Objects.requireNonNull(key), request);
    }

    private UploadedList first(AccountId account, String key, String request) {
        var upload = store.uploaded(account, key).orElseThrow(Problem::notFound);
        if (!upload.request().equals(request)) {
            throw new Problem(
                    HttpStatus.UNPROCESSABLE_CONTENT, "idempotency-key-reused", Map.of("key", key));
        }
        return store.find(account, upload.list()).orElseThrow(Problem::notFound);
    }

    private static MessageDigest digest(String name) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
            return digest;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    Optional<UploadedList> find(AccountId account, UUID id) {
        return store.find(account, id);
    }

    /** The newest first. */
    List<UploadedList> newest(AccountId account, int limit) {
        return store.newest(account, limit);
    }

    boolean delete(AccountId account, UUID id) {
        return store.delete(account, id);
    }

    private static final class Found implements FollowerStore.Numbered {

        private final RoaringBitmap members = new RoaringBitmap();
        private final List<OpenId> sample = new ArrayList<>();
        private long unknown;

        @Override
        public void known(int no) {
            members.add(no);
        }

        @Override
        public void unknown(OpenId openId) {
            unknown++;
            if (sample.size() < NAMED) {
                sample.add(openId);
            }
        }
    }
}
