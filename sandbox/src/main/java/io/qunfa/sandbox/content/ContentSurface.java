package io.qunfa.sandbox.content;

import static java.util.Map.entry;

import io.qunfa.sandbox.wire.CallHandler;
import java.util.HashMap;
import java.util.Map;

/** Who serves which call of this family. */
public final class ContentSurface {

    private ContentSurface() {}

    /** All of them. */
    public static Map<String, CallHandler> handlers() {
        var all = new HashMap<String, CallHandler>();
        all.putAll(media());
        all.putAll(drafts());
        all.putAll(comments());
        return all;
    }

    private static Map<String, CallHandler> media() {
        var media = new MediaCalls();
        var materials = new MaterialCalls();
        return Map.ofEntries(
                entry("/cgi-bin/media/upload", media::upload),
                entry("/cgi-bin/media/get", media::get),
                entry("/cgi-bin/media/uploadimg", media::uploadImage),
                entry("/cgi-bin/media/uploadvideo", media::uploadVideo),
                entry("/cgi-bin/material/add_material", materials::add),
                entry("/cgi-bin/material/get_material", materials::get),
                entry("/cgi-bin/material/del_material", materials::delete),
                entry("/cgi-bin/material/get_materialcount", materials::count),
                entry("/cgi-bin/material/batchget_material", materials::list),
                entry("/cgi-bin/material/add_news", MaterialCalls.closed()),
                entry("/cgi-bin/material/update_news", MaterialCalls.closed()));
    }

    private static Map<String, CallHandler> drafts() {
        var drafts = new DraftCalls();
        var publishing = new PublishCalls();
        return Map.ofEntries(
                entry("/cgi-bin/media/uploadnews", drafts::uploadNews),
                entry("/cgi-bin/draft/add", drafts::add),
                entry("/cgi-bin/draft/get", drafts::get),
                entry("/cgi-bin/draft/update", drafts::update),
                entry("/cgi-bin/draft/delete", drafts::delete),
                entry("/cgi-bin/draft/count", drafts::count),
                entry("/cgi-bin/draft/batchget", drafts::list),
                entry("/cgi-bin/draft/switch", drafts::isOpen),
                entry("/cgi-bin/freepublish/submit", publishing::submit),
                entry("/cgi-bin/freepublish/get", publishing::get),
                entry("/cgi-bin/freepublish/delete", publishing::delete),
                entry("/cgi-bin/freepublish/getarticle", publishing::article),
                entry("/cgi-bin/freepublish/batchget", publishing::list));
    }

    private static Map<String, CallHandler> comments() {
        var comments = new CommentCalls();
        return Map.ofEntries(
                entry("/cgi-bin/comment/open", comments::open),
                entry("/cgi-bin/comment/close", comments::close),
                entry("/cgi-bin/comment/list", comments::list),
                entry("/cgi-bin/comment/markelect", comments::elect),
                entry("/cgi-bin/comment/unmarkelect", comments::unelect),
                entry("/cgi-bin/comment/delete", comments::delete),
                entry("/cgi-bin/comment/reply/add", comments::reply),
                entry("/cgi-bin/comment/reply/delete", comments::deleteReply));
    }
}
