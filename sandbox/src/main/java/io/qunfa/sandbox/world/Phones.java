package io.qunfa.sandbox.world;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What single phones received beside mass messages. Mass messages are not stored per phone: the
 * ledger knows them.
 */
public final class Phones {

    private static final int MAX_PHONES = 100_000;
    private static final int MAX_MESSAGES = 200;

    private final MassSends massSends;
    private final Map<Integer, Deque<PhoneMessage>> chats =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(
                        Map.Entry<Integer, Deque<PhoneMessage>> eldest) {
                    return size() > MAX_PHONES;
                }
            };

    Phones(MassSends massSends) {
        this.massSends = massSends;
    }

    /** A line appears in the chat. */
    public void show(int number, PhoneMessage message) {
        var chat = chats.computeIfAbsent(number, n -> new ArrayDeque<>());
        if (chat.size() == MAX_MESSAGES) {
            chat.removeFirst();
        }
        chat.addLast(message);
    }

    /** Everything the phone shows, oldest first. */
    public List<PhoneMessage> chat(int number) {
        var all = new ArrayList<>(massSends.onPhone(number));
        all.addAll(chats.getOrDefault(number, new ArrayDeque<>()));
        all.sort(Comparator.comparing(PhoneMessage::time));
        return all;
    }

    void write(DataOutput out) throws IOException {
        Snapshot.writeList(
                out,
                chats.entrySet(),
                chat -> {
                    out.writeInt(chat.getKey());
                    Snapshot.writeList(out, chat.getValue(), line -> line.write(out));
                });
    }

    void read(DataInput in) throws IOException {
        int size = in.readInt();
        for (int i = 0; i < size; i++) {
            int number = in.readInt();
            chats.put(number, new ArrayDeque<>(Snapshot.readList(in, () -> PhoneMessage.read(in))));
        }
    }
}
