package io.qunfa.client;

import java.util.List;

/**
 * The account's tags.
 *
 * @see <a
 *     href="https://developers.weixin.qq.com/doc/subscription/api/usermanage/tag/api_gettags.html">获取标签,
 *     state of November 2026</a>
 */
public final class Tags {

    private final Api api;

    Tags(Api api) {
        this.api = api;
    }

    /** Every tag with the number of its followers, the platform's own included. */
    public List<Tag> list() {
        return api.get("/cgi-bin/tags/get", Query.NONE, Listed.class).tags;
    }

    private record Listed(List<Tag> tags) {}
}
