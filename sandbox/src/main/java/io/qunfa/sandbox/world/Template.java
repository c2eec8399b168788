package io.qunfa.sandbox.world;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A template of an account.
 *
 * @param id 43 characters
 * @param content with variables like <code>{{thing1.DATA}}</code>
 * @param type 2 for one-time, 3 for long-term subscriptions; 0 for template messages
 */
public record Template(
        String id,
        String title,
        String content,
        String primaryIndustry,
        String deputyIndustry,
        String example,
        int type) {

    /** Every consent is good for many messages. */
    public static final int LONG_TERM = 3;

    private static final Pattern VARIABLE = Pattern.compile("\\{\\{([A-Za-z0-9_]{1,64})\\.DATA}}");

    /** The variables in order, each once. */
    public List<String> keys() {
        return VARIABLE.matcher(content).results().map(m -> m.group(1)).distinct().toList();
    }

    /** Title and content with values in place of variables. */
    public String fill(UnaryOperator<String> values) {
        var filled =
                VARIABLE.matcher(content)
                        .replaceAll(m -> Matcher.quoteReplacement(values.apply(m.group(1))));
        return title + "\n" + filled;
    }

    void write(DataOutput out) throws IOException {
        Snapshot.writeText(out, id);
        Snapshot.writeText(out, title);
        Snapshot.writeText(out, content);
        Snapshot.writeText(out, primaryIndustry);
        Snapshot.writeText(out, deputyIndustry);
        Snapshot.writeText(out, example);
        out.writeInt(type);
    }

    static Template read(DataInput in) throws IOException {
        return new Template(
                Snapshot.readText(in),
                Snapshot.readText(in),
                Snapshot.readText(in),
                Snapshot.readText(in),
                Snapshot.readText(in),
                Snapshot.readText(in),
                in.readInt());
    }
}
