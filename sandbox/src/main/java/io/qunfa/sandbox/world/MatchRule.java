package io.qunfa.sandbox.world;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * For whom a conditional menu is. Phones here speak zh_CN; persons with an even number have an
 * iPhone, the others an Android (assumed).
 *
 * @param conditions as sent, for example {@code tag_id} and {@code client_platform_type}
 */
public record MatchRule(Map<String, String> conditions) {

    public MatchRule {
        conditions = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(conditions));
    }

    boolean matches(Tags tags, int number) {
        return conditions.entrySet().stream()
                .allMatch(
                        condition ->
                                switch (condition.getKey()) {
                                    case "tag_id", "group_id" ->
                                            tags.idsOf(number).stream()
                                                    .map(String::valueOf)
                                                    .anyMatch(condition.getValue()::equals);
                                    case "client_platform_type" ->
                                            condition
                                                    .getValue()
                                                    .equals(number % 2 == 0 ? "1" : "2");
                                    case "language" -> condition.getValue().equals("zh_CN");
                                    default -> false;
                                });
    }

    void write(DataOutput out) throws IOException {
        Snapshot.writeList(
                out,
                conditions.entrySet(),
                condition -> {
                    Snapshot.writeText(out, condition.getKey());
                    Snapshot.writeText(out, Objects.requireNonNull(condition.getValue()));
                });
    }

    static MatchRule read(DataInput in) throws IOException {
        var conditions = new LinkedHashMap<String, String>();
        int size = Snapshot.readSize(in);
        for (int i = 0; i < size; i++) {
            conditions.put(Snapshot.readText(in), Snapshot.readText(in));
        }
        return new MatchRule(conditions);
    }
}
