package io.qunfa.sandbox.message;

import io.qunfa.sandbox.world.OfficialAccount;
import io.qunfa.sandbox.world.Refusal;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/** What the three kinds of notices check alike. */
final class Recipient {

    private static final int MAX_URL_BYTES = 1024;

    private Recipient() {}

    /** The person of {@code touser}, who must follow and not be blocked. */
    static int follower(OfficialAccount account, JsonNode body) {
        int number = account.followers().requireFollowing(body.path("touser").asString(""));
        requireNotBlocked(account, number);
        return number;
    }

    /** The person of {@code touser}, following or not. */
    static int anybody(OfficialAccount account, JsonNode body) {
        int number = account.followers().require(body.path("touser").asString(""));
        requireNotBlocked(account, number);
        return number;
    }

    private static void requireNotBlocked(OfficialAccount account, int number) {
        if (account.tags().isBlocked(number)) {
            throw Refusal.of(
                    43019, "the person is not blocked", "blocked", "batchunblacklist first");
        }
    }

    /** Where a tap leads: an address of at most 1,024 bytes, or a mini program. */
    static void requireTarget(JsonNode body) {
        var url = body.path("url").asString("");
        if (url.getBytes(StandardCharsets.UTF_8).length > MAX_URL_BYTES) {
            throw Refusal.of(40039, "url has at most 1,024 bytes", "a longer one", "a shorter one");
        }
        var miniProgram = body.path("miniprogram");
        if (miniProgram.has("pagepath") && miniProgram.path("appid").asString("").isEmpty()) {
            throw Refusal.of(
                    40166,
                    "a mini program has an appid",
                    miniProgram.toString(),
                    "{\"appid\":\"wx…\",\"pagepath\":\"…\"}");
        }
    }
}
