package io.qunfa.sandbox.world;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What the operator set up on the platform's own website: a menu and automatic replies. All of it
 * is off while an interface configuration is enabled, as on the platform.
 */
public final class Website {

    private Setup setup = Setup.NONE;

    /**
     * The operator's settings.
     *
     * @param menu its buttons; no menu if empty
     * @param followReply said to who begins to follow; nothing if empty
     * @param defaultReply said to whatever no keyword answers; nothing if empty
     */
    public record Setup(
            List<Menu.Button> menu,
            String followReply,
            String defaultReply,
            List<KeywordReply> keywords) {

        static final Setup NONE = new Setup(List.of(), "", "", List.of());

        public Setup {
            menu = List.copyOf(menu);
            keywords = List.copyOf(keywords);
        }
    }

    /**
     * A reply to a keyword.
     *
     * @param exact the whole text must be the keyword, not only contain it
     */
    public record KeywordReply(String rule, String keyword, boolean exact, String reply) {

        boolean answers(String text) {
            return exact ? text.equals(keyword) : text.contains(keyword);
        }
    }

    public Setup setup() {
        return setup;
    }

    public void setUp(Setup changed) {
        setup = changed;
    }

    /** What the website answers to a text. */
    public Optional<String> replyTo(String text) {
        return setup.keywords().stream()
                .filter(keyword -> keyword.answers(text))
                .map(KeywordReply::reply)
                .findFirst()
                .or(() -> Optional.of(setup.defaultReply()).filter(reply -> !reply.isEmpty()));
    }

    /** What the website says to who begins to follow. */
    public Optional<String> greeting() {
        return Optional.of(setup.followReply()).filter(reply -> !reply.isEmpty());
    }

    /** The operator's menu. */
    public Optional<Menu> menu() {
        return setup.menu().isEmpty() ? Optional.empty() : Optional.of(new Menu(0, setup.menu()));
    }

    void write(DataOutput out) throws IOException {
        new Menu(0, setup.menu()).write(out);
        Snapshot.writeText(out, setup.followReply());
        Snapshot.writeText(out, setup.defaultReply());
        Snapshot.writeList(
                out,
                setup.keywords(),
                keyword -> {
                    Snapshot.writeText(out, keyword.rule());
                    Snapshot.writeText(out, keyword.keyword());
                    out.writeBoolean(keyword.exact());
                    Snapshot.writeText(out, keyword.reply());
                });
    }

    void read(DataInput in) throws IOException {
        setup =
                new Setup(
                        Menu.read(in).buttons(),
                        Snapshot.readText(in),
                        Snapshot.readText(in),
                        Snapshot.readList(
                                in,
                                () ->
                                        new KeywordReply(
                                                Snapshot.readText(in),
                                                Snapshot.readText(in),
                                                in.readBoolean(),
                                                Snapshot.readText(in))));
    }
}
