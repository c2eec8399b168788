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
}
