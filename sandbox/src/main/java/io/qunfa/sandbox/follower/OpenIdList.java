package io.qunfa.sandbox.follower;

import io.qunfa.sandbox.wire.Json;
import io.qunfa.sandbox.world.Followers;
import io.qunfa.sandbox.world.Refusal;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Lists of OpenIDs as the calls take and answer them. */
final class OpenIdList {

    private OpenIdList() {}

    /** The list in this member; 40031 if it is there but is no list of texts. */
    static List<String> read(JsonNode body, String member) {
        var list = body.path(member);
        if (!list.isMissingNode() && !list.isArray()) {
            throw Refusal.of(40031, member + " is a list", list.toString(), "[\"OPENID\", …]");
        }
        var openIds = new ArrayList<String>();
        list.forEach(openId -> openIds.add(openId.asString("")));
        return openIds;
    }

    /** Where a page after this OpenID begins: the cursor is exclusive. */
    static int after(Followers followers, String cursor) {
        return cursor.isEmpty() ? 0 : followers.require(cursor) + 1;
    }

    /** Adds {@code count}, {@code data} unless it is empty, and {@code next_openid}. */
    static ObjectNode write(Followers followers, List<Integer> page, ObjectNode answer) {
        answer.put("count", page.size());
        if (page.isEmpty()) {
            return answer.put("next_openid", "");
        }
        var openIds = answer.putObject("data").putArray("openid");
        page.forEach(number -> openIds.add(followers.openId(number)));
        return answer.put("next_openid", followers.openId(page.get(page.size() - 1)));
    }

    /** A number in the body, or as a text of digits. */
    static long number(JsonNode node, int codeOtherwise, String what) {
        return Json.integer(node)
                .orElseThrow(
                        () ->
                                Refusal.of(
                                        codeOtherwise,
                                        what + " is a number",
                                        node.isMissingNode() ? "nothing" : node.toString(),
                                        "the number of one that exists"));
    }
}
