package io.qunfa.sandbox.content;

import io.qunfa.sandbox.wire.Call;
import io.qunfa.sandbox.wire.Envelope;
import io.qunfa.sandbox.wire.Json;
import io.qunfa.sandbox.world.ArticlePage;
import io.qunfa.sandbox.world.Comment;
import io.qunfa.sandbox.world.Comments;
import io.qunfa.sandbox.world.ContentSwitch;
import io.qunfa.sandbox.world.OfficialAccount;
import io.qunfa.sandbox.world.Publication;
import io.qunfa.sandbox.world.Refusal;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** The comments below articles that were mass sent or published. */
final class CommentCalls {

    private static final int MAX_COUNT = 50;
    private static final int ORDINARY = 1;
    private static final int ELECTED = 2;

    /** {@code POST /cgi-bin/comment/open}. */
    ObjectNode open(Call call) {
        return done(call, Comments::open);
    }

    /** {@code POST /cgi-bin/comment/close}. */
    ObjectNode close(Call call) {
        return done(call, Comments::close);
    }

    /** {@code POST /cgi-bin/comment/markelect}. */
    ObjectNode elect(Call call) {
        return done(call, comments -> comments.elect(id(call)));
    }

    /** {@code POST /cgi-bin/comment/unmarkelect}. */
    ObjectNode unelect(Call call) {
        return done(call, comments -> comments.unelect(id(call)));
    }

    /** {@code POST /cgi-bin/comment/delete}. */
    ObjectNode delete(Call call) {
        return done(call, comments -> comments.delete(id(call)));
    }

    /** {@code POST /cgi-bin/comment/reply/add}. */
    ObjectNode reply(Call call) {
        var content = call.body().path("content").asString("");
        var now = call.account().clock().instant();
        return done(call, comments -> comments.reply(id(call), content, now));
    }

    /** {@code POST /cgi-bin/comment/reply/delete}. */
    ObjectNode deleteReply(Call call) {
        return done(call, comments -> comments.deleteReply(id(call)));
    }

    private static ObjectNode done(Call call, Consumer<Comments> change) {
        change.accept(comments(call));
        return Envelope.ok();
    }

    /** {@code POST /cgi-bin/comment/list}. The filter counts types from 1, the rows from 0. */
    ObjectNode list(Call call) {
        var comments = comments(call);
        int begin = number(call, "begin");
        int count = number(call, "count");
        if (count <= 0 || count > MAX_COUNT || begin < 0) {
            throw Refusal.of(88010, "count is 1 to 50", String.valueOf(count), "at most 50");
        }
        var chosen = chosen(comments, number(call, "type"));
        var answer = Envelope.ok().put("total", chosen.size());
        var rows = answer.putArray("comment");
        chosen.stream()
                .skip(begin)
                .limit(count)
                .forEach(comment -> rows.add(write(call.account(), comment)));
        return answer;
    }

    private static List<Comment> chosen(Comments comments, int type) {
        return comments.newestFirst().stream()
                .filter(comment -> type != ORDINARY || !comment.elected())
                .filter(comment -> type != ELECTED || comment.elected())
                .toList();
    }

    private static ObjectNode write(OfficialAccount account, Comment comment) {
        var json =
                Json.object()
                        .put("user_comment_id", comment.id())
                        .put("openid", account.followers().openId(comment.follower()))
                        .put("create_time", comment.at().getEpochSecond())
                        .put("content", comment.content())
                        .put("comment_type", comment.elected() ? 1 : 0);
        boolean asArray = account.switches().content().isOn(ContentSwitch.COMMENT_REPLY_AS_ARRAY);
        comment.reply()
                .ifPresent(
                        reply ->
                                (asArray
                                                ? json.putArray("reply").addObject()
                                                : json.putObject("reply"))
                                        .put("content", reply.content())
                                        .put("create_time", reply.at().getEpochSecond()));
        return json;
    }

    /** 88000 without the privilege, 88001 if there is no such article. */
    private static Comments comments(Call call) {
        var account = call.account();
        if (account.switches().content().isOn(ContentSwitch.NO_COMMENTS)) {
            throw Refusal.of(
                    88000,
                    "the account has the comment privilege",
                    "an account without it",
                    "an account that registered before March 2018, or was granted it");
        }
        long id = Json.integer(call.body().path("msg_data_id")).orElse(0);
        int index = number(call, "index");
        var found = account.content().publications().find(id);
        found.ifPresent(publication -> publication.requireNot(Publication.Flag.LIMITED, 88002));
        return found.filter(publication -> index >= 0 && index < publication.pages().size())
                .map(publication -> publication.pages().get(index))
                .map(ArticlePage::comments)
                .orElseThrow(
                        () ->
                                Refusal.of(
                                        88001,
                                        "msg_data_id and index, from 0, are an article",
                                        "msg_data_id %d, index %d".formatted(id, index),
                                        "the msg_data_id of a mass send or a publication"));
    }

    private static int number(Call call, String name) {
        return (int) Json.integer(call.body().path(name)).orElse(0);
    }

    private static long id(Call call) {
        return Json.integer(call.body().path("user_comment_id")).orElse(0);
    }
}
