package io.qunfa.sandbox.world;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A menu below the chat.
 *
 * @param id 0 for the website's own
 */
public record Menu(long id, List<Button> buttons) {

    public Menu {
        buttons = List.copyOf(buttons);
    }

    /**
     * One button.
     *
     * @param type empty for one that only opens a submenu
     * @param properties what belongs to the type, for example {@code key} or {@code url}
     */
    public record Button(
            String type, String name, Map<String, String> properties, List<Button> subButtons) {

        public Button {
            properties = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(properties));
            subButtons = List.copyOf(subButtons);
        }

        /** A property, empty if it is absent. */
        public String property(String name) {
            return properties.getOrDefault(name, "");
        }
    }

    /** The button with this name or key. */
    public Optional<Button> find(String nameOrKey) {
        return buttons.stream()
                .flatMap(b -> Stream.concat(Stream.of(b), b.subButtons().stream()))
                .filter(b -> b.name().equals(nameOrKey) || b.property("key").equals(nameOrKey))
                .findFirst();
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(id);
        writeButtons(out, buttons);
    }

    private static void writeButtons(DataOutput out, List<Button> buttons) throws IOException {
        Snapshot.writeList(
                out,
                buttons,
                button -> {
                    Snapshot.writeText(out, button.type());
                    Snapshot.writeText(out, button.name());
                    Snapshot.writeList(
                            out,
                            button.properties().entrySet(),
                            property -> {
                                Snapshot.writeText(out, property.getKey());
                                Snapshot.writeText(out, property.getValue());
                            });
                    writeButtons(out, button.subButtons());
                });
    }

    static Menu read(DataInput in) throws IOException {
        return new Menu(in.readLong(), readButtons(in));
    }

    private static List<Button> readButtons(DataInput in) throws IOException {
        return Snapshot.readList(
                in,
                () -> {
                    var type = Snapshot.readText(in);
                    var name = Snapshot.readText(in);
                    var properties = new LinkedHashMap<String, String>();
                    int size = Snapshot.readSize(in);
                    for (int i = 0; i < size; i++) {
                        properties.put(Snapshot.readText(in), Snapshot.readText(in));
                    }
                    return new Button(type, name, properties, readButtons(in));
                });
    }
}
