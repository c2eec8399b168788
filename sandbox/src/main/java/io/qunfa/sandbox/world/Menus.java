package io.qunfa.sandbox.world;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The menus made through the interface: one for everybody, others for some. */
public final class Menus {

    private static final long FIRST_ID = 208_396_938;
    private static final int MAX_CONDITIONAL = 100;

    private final Tags tags;
    private final Map<Long, Conditional> conditional = new LinkedHashMap<>();
    private @Nullable Menu common;
    private long nextId = FIRST_ID;

    /** A menu for some. */
    public record Conditional(Menu menu, MatchRule rule) {}

    Menus(Tags tags) {
        this.tags = tags;
    }

    /** Replaces the menu for everybody. */
    public void create(List<Menu.Button> buttons) {
        common = new Menu(nextId++, buttons);
    }

    /** Removes all menus, conditional ones too. */
    public void delete() {
        common = null;
        conditional.clear();
    }

    /** Adds a menu for some; its id. */
    public long addConditional(List<Menu.Button> buttons, MatchRule rule) {
        if (common == null) {
            throw Refusal.of(
                    65303, "there is a menu for everybody", "none", "menu/create comes first");
        }
        if (conditional.size() == MAX_CONDITIONAL) {
            throw Refusal.of(65305, "at most 100 conditional menus", "one more", "delete one");
        }
        long id = nextId++;
        conditional.put(id, new Conditional(new Menu(id, buttons), rule));
        return id;
    }

    /** Removes a menu for some. */
    public void deleteConditional(long id) {
        if (conditional.remove(id) == null) {
            throw Refusal.of(
                    65301,
                    "menuid is that of a conditional menu",
                    "menuid " + id,
                    "one of " + conditional.keySet());
        }
    }

    public Optional<Menu> common() {
        return Optional.ofNullable(common);
    }

    /** The conditional menus, oldest first. */
    public List<Conditional> conditional() {
        return List.copyOf(conditional.values());
    }

    /** What this person sees: the newest conditional menu that matches, else the common one. */
    public Optional<Menu> seenBy(int number) {
        return conditional().reversed().stream()
                .filter(candidate -> candidate.rule().matches(tags, number))
                .map(Conditional::menu)
                .findFirst()
                .or(this::common);
    }

    /** Whether a button of any menu sends this material. */
    public boolean uses(String mediaId) {
        return Stream.concat(
                        Stream.ofNullable(common),
                        conditional.values().stream().map(Conditional::menu))
                .flatMap(menu -> menu.buttons().stream())
                .flatMap(top -> Stream.concat(Stream.of(top), top.subButtons().stream()))
                .anyMatch(button -> button.property("media_id").equals(mediaId));
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(nextId);
        out.writeBoolean(common != null);
        if (common != null) {
            common.write(out);
        }
        Snapshot.writeList(
                out,
                conditional.values(),
                candidate -> {
                    candidate.menu().write(out);
                    candidate.rule().write(out);
                });
    }

    void read(DataInput in) throws IOException {
        nextId = in.readLong();
        common = in.readBoolean() ? Menu.read(in) : null;
        Snapshot.readList(in, () -> new Conditional(Menu.read(in), MatchRule.read(in)))
                .forEach(candidate -> conditional.put(candidate.menu().id(), candidate));
    }
}
