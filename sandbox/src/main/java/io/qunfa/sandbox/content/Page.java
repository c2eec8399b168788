package io.qunfa.sandbox.content;

import io.qunfa.sandbox.wire.Json;
import io.qunfa.sandbox.world.Refusal;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The {@code offset} and {@code count} of the calls that list. */
record Page(int offset, int count) {

    private static final int MAX_COUNT = 20;

    /** 40097 unless both are there and the count is 1 to 20. */
    static Page of(JsonNode body) {
        long offset = Json.integer(body.path("offset")).orElse(-1);
        long count = Json.integer(body.path("count")).orElse(0);
        if (offset < 0 || offset > Integer.MAX_VALUE || count < 1 || count > MAX_COUNT) {
            throw Refusal.of(
                            40097,
                            "offset is 0 or more and count 1 to 20",
                            "offset %s, count %s"
                                    .formatted(body.path("offset"), body.path("count")),
                            "\"offset\":0,\"count\":20")
                    .observed();
        }
        return new Page((int) offset, (int) count);
    }

    <T> ObjectNode write(List<T> all, Function<T, ObjectNode> write) {
        int from = Math.min(offset, all.size());
        var some = all.subList(from, Math.min(all.size(), from + count));
        var answer = Json.object().put("total_count", all.size()).put("item_count", some.size());
        var items = answer.putArray("item");
        some.forEach(element -> items.add(write.apply(element)));
        return answer;
    }
}
