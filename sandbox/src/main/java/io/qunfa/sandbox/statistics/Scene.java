package io.qunfa.sandbox.statistics;

import io.qunfa.sandbox.wire.Json;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;

/**
 * Where readers come from, and how many of a hundred.
 *
 * @param oldCode {@code user_source} of the old statistics
 * @param oldName as the old statistics spell it inside their names
 */
record Scene(String description, int oldCode, String oldName, int percent) {

    static final int ALL = 99_999_999;

    private static final Scene MESSAGE = new Scene("公众号消息", 0, "session", 0);
    private static final List<Scene> OTHERS =
            List.of(
                    new Scene("聊天会话", 1, "friends", 12),
                    new Scene("朋友圈", 2, "feed", 10),
                    new Scene("公众号主页", 4, "hist_msg", 3),
                    new Scene("其他", 5, "other", 5),
                    new Scene("推荐", 6, "kanyikan", 7),
                    new Scene("搜一搜", 7, "souyisou", 3));

    /** Readers of one scene. */
    record Share(Scene scene, int users) {}

    /** The readers by scene; whoever is left came from the message. */
    static List<Share> split(int users) {
        var shares = new java.util.ArrayList<Share>();
        int left = users;
        for (var scene : OTHERS) {
            int part = users * scene.percent / 100;
            left -= part;
            shares.add(new Share(scene, part));
        }
        shares.add(0, new Share(MESSAGE, left));
        return List.copyOf(shares);
    }

    static void write(int users, ArrayNode into) {
        into.add(Json.object().put("user_count", users).put("scene_desc", "全部"));
        split(users)
                .forEach(
                        share ->
                                into.addObject()
                                        .put("user_count", share.users())
                                        .put("scene_desc", share.scene().description()));
    }
}
