package io.qunfa.sandbox.content;

import io.qunfa.sandbox.http.Answer;
import io.qunfa.sandbox.http.HttpHandler;
import io.qunfa.sandbox.http.Request;
import io.qunfa.sandbox.world.FileContent;
import io.qunfa.sandbox.world.MediaFile;
import io.qunfa.sandbox.world.MediaLibrary;
import io.qunfa.sandbox.world.OfficialAccount;
import io.qunfa.sandbox.world.World;
import java.util.Optional;
import java.util.function.Function;

/**
 * Plays the platform's file servers: pictures under the path that they have at {@code
 * mmbiz.qpic.cn}, videos under a path of our own. Needs no token, as there.
 */
public final class MediaHost implements HttpHandler {

    static final String VIDEOS = "/mmbiz_video/";

    private static final String PREFIX = "/mmbiz_";

    private final World world;

    public MediaHost(World world) {
        this.world = world;
    }

    /** Whether this is the address of a file. */
    public static boolean isFile(Request request) {
        return request.path().startsWith(PREFIX);
    }

    @Override
    public Answer handle(Request request) {
        var path = request.path();
        return path.startsWith(VIDEOS)
                ? video(path.substring(VIDEOS.length()))
                : search(media -> media.picture(path))
                        .map(picture -> file(pictureType(path), picture))
                        .orElseGet(MediaHost::nothing);
    }

    private Answer video(String id) {
        return search(media -> media.find(id)).map(MediaHost::file).orElseGet(MediaHost::nothing);
    }

    private <T> Optional<T> search(Function<MediaLibrary, Optional<T>> find) {
        return world.accounts().stream()
                .map(account -> find(account, find))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static <T> Optional<T> find(
            OfficialAccount account, Function<MediaLibrary, Optional<T>> find) {
        return account.call(() -> find.apply(account.content().media()));
    }

    private static String pictureType(String path) {
        return "image/" + path.substring(PREFIX.length(), path.indexOf('/', 1));
    }

    private static Answer file(MediaFile file) {
        return file(file.format().contentType(), file.content());
    }

    private static Answer file(String contentType, FileContent content) {
        return Answer.of(200, contentType, content.bytes())
                .with("X-Content-Type-Options", "nosniff");
    }

    private static Answer nothing() {
        return Answer.text(404, "there is no such file, or it expired");
    }
}
