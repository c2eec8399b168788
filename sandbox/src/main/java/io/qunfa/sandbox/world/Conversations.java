package io.qunfa.sandbox.world;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Who may be written to: what a person does opens a window for so many customer-service messages in
 * so much time, a window of its own for each kind of deed. Doing it again opens it anew (assumed).
 * Of several open windows the one that closes first is used first (assumed).
 *
 * @see <a
 *     href="https://developers.weixin.qq.com/doc/subscription/guide/product/kf/intro.html">客服消息</a>
 */
public final class Conversations {

    private static final int MANY = 100_000;
    private static final Duration EXCHANGE_BEFORE_TYPING = Duration.ofSeconds(30);
    private static final Duration TYPING_SHOWN = Duration.ofSeconds(15);

    private final VirtualClock clock;
    private final Map<Trigger, Allowance> allowances = new EnumMap<>(Trigger.class);
    private final Map<Integer, Talk> talks = new HashMap<>();
    private final Deque<Newcomers> newcomers = new ArrayDeque<>();

    /** What opens a window. */
    public enum Trigger {
        /** The person says something. */
        MESSAGE,
        /** A tap on a menu that pushes CLICK, scancode_push or scancode_waitmsg. */
        MENU,
        FOLLOW,
        /** A parametric QR code is scanned. */
        SCAN,
        PAYMENT
    }

    /** How many messages in how much time. */
    public record Allowance(int messages, Duration within) {

        public Allowance {
            if (messages < 0 || within.isNegative()) {
                throw new IllegalArgumentException(
                        "a window is not negative: %d in %s".formatted(messages, within));
            }
        }
    }

    private record Newcomers(int first, int count, Instant at) {}

    private final BooleanSupplier keepsWindow;

    private static final class Talk {
        private final Map<Trigger, Window> windows = new EnumMap<>(Trigger.class);
        private Instant lastExchange = Instant.EPOCH;
        private Instant typingUntil = Instant.EPOCH;
    }

    private static final class Window {
        private final Instant openedAt;
        private int used;

        Window(Instant openedAt, int used) {
            this.openedAt = openedAt;
            this.used = used;
        }
    }

    /**
     * @param keepsWindow asked whether another deed leaves an open window as it is
     */
    Conversations(VirtualClock clock, BooleanSupplier keepsWindow) {
        this.keepsWindow = keepsWindow;
        this.clock = clock;
        allowances.put(Trigger.MESSAGE, new Allowance(5, Duration.ofDays(2)));
        allowances.put(Trigger.MENU, new Allowance(3, Duration.ofMinutes(1)));
        allowances.put(Trigger.FOLLOW, new Allowance(3, Duration.ofMinutes(1)));
        allowances.put(Trigger.SCAN, new Allowance(3, Duration.ofMinutes(1)));
        allowances.put(Trigger.PAYMENT, new Allowance(Integer.MAX_VALUE, Duration.ofDays(2)));
    }

    public Map<Trigger, Allowance> allowances() {
        return Map.copyOf(allowances);
    }

    /** Plays another platform than today's, for example 20 messages in 48 hours. */
    public void allow(Trigger trigger, Allowance allowance) {
        allowances.put(trigger, allowance);
    }

    /** A person did something that opens a window. */
    public void open(int number, Trigger trigger) {
        var talk = talkOf(number);
        var open = talk.windows.get(trigger);
        boolean stays = open != null && isOpen(open.openedAt, trigger, clock.instant());
        if (!stays || !keepsWindow.getAsBoolean()) {
            talk.windows.put(trigger, new Window(clock.instant(), 0));
        }
        if (trigger == Trigger.MESSAGE) {
            talk.lastExchange = clock.instant();
        }
    }

    /** New people follow; a million of them cost one entry. */
    void followed(int first, int count) {
        var now = clock.instant();
        newcomers.removeIf(group -> !isOpen(group.at(), Trigger.FOLLOW, now));
        newcomers.addLast(new Newcomers(first, count, now));
    }

    /** Somebody left: every window closes. */
    void forget(int number) {
        talks.remove(number);
        newcomers.stream()
                .filter(group -> covers(group, number))
                .toList()
                .forEach(group -> exclude(group, number));
    }

    private void exclude(Newcomers group, int number) {
        newcomers.remove(group);
        newcomers.addLast(new Newcomers(group.first(), number - group.first(), group.at()));
        int rest = group.first() + group.count() - number - 1;
        newcomers.addLast(new Newcomers(number + 1, rest, group.at()));
    }

    private static boolean covers(Newcomers group, int number) {
        return number >= group.first() && number < group.first() + group.count();
    }

    /** Takes one message from an open window: 45015 if none is open, 45047 if all are used up. */
    public void spend(int number) {
        var now = clock.instant();
        var talk = talkOf(number);
        newcomers.stream()
                .filter(group -> covers(group, number))
                .findFirst()
                .ifPresent(
                        group ->
                                talk.windows.putIfAbsent(
                                        Trigger.FOLLOW, new Window(group.at(), 0)));
        talk.windows.entrySet().removeIf(e -> !isOpen(e.getValue().openedAt, e.getKey(), now));
        if (talk.windows.isEmpty()) {
            throw Refusal.of(
                    45015,
                    "the follower wrote, tapped, scanned or followed lately",
                    "no open window",
                    "5 messages in 48 h after a message, 3 in a minute after a tap on the menu,"
                            + " a scan or the follow (§10.1)");
        }
        var window = firstToClose(talk);
        if (window == null) {
            throw Refusal.of(
                    45047,
                    "the open windows have messages left",
                    "all used in " + talk.windows.keySet(),
                    "wait until the follower writes again (§10.1)");
        }
        window.used++;
        talk.lastExchange = now;
        talk.typingUntil = Instant.EPOCH;
    }

    private @Nullable Window firstToClose(Talk talk) {
        return talk.windows.entrySet().stream()
                .filter(e -> e.getValue().used < allowance(e.getKey()).messages())
                .min(
                        Comparator.comparing(
                                e -> e.getValue().openedAt.plus(allowance(e.getKey()).within())))
                .map(Map.Entry::getValue)
                .orElse(null);
    }

    private boolean isOpen(Instant openedAt, Trigger trigger, Instant now) {
        return now.isBefore(openedAt.plus(allowance(trigger).within()));
    }

    private Allowance allowance(Trigger trigger) {
        return java.util.Objects.requireNonNull(allowances.get(trigger));
    }

    private Talk talkOf(int number) {
        if (talks.size() >= MANY && !talks.containsKey(number)) {
            var now = clock.instant();
            talks.values()
                    .removeIf(
                            talk ->
                                    talk.windows.entrySet().stream()
                                            .noneMatch(
                                                    e ->
                                                            isOpen(
                                                                    e.getValue().openedAt,
                                                                    e.getKey(),
                                                                    now)));
        }
        return talks.computeIfAbsent(number, n -> new Talk());
    }

    /** Shows that somebody is typing: 45080 without a recent exchange, 45081 while it shows. */
    public void type(int number) {
        var now = clock.instant();
        var talk = talkOf(number);
        if (!now.isBefore(talk.lastExchange.plus(EXCHANGE_BEFORE_TYPING))) {
            throw Refusal.of(
                    45080,
                    "a message went either way in the last 30 seconds",
                    "the last one at " + talk.lastExchange,
                    "Typing after a message");
        }
        if (now.isBefore(talk.typingUntil)) {
            throw Refusal.of(
                    45081, "nothing shows yet", "Typing until " + talk.typingUntil, "CancelTyping");
        }
        talk.typingUntil = now.plus(TYPING_SHOWN);
    }

    /** Shows that nobody is typing. */
    public void stopTyping(int number) {
        talkOf(number).typingUntil = Instant.EPOCH;
    }

    /** Whether the phone shows that somebody is typing. */
    public boolean isTyping(int number) {
        return clock.instant().isBefore(talkOf(number).typingUntil);
    }

    void write(DataOutput out) throws IOException {
        for (var trigger : Trigger.values()) {
            out.writeInt(allowance(trigger).messages());
            out.writeLong(allowance(trigger).within().toSeconds());
        }
        out.writeInt(talks.size());
        for (var talk : talks.entrySet()) {
            out.writeInt(talk.getKey());
            Snapshot.writeInstant(out, talk.getValue().lastExchange);
            Snapshot.writeList(
                    out,
                    talk.getValue().windows.entrySet(),
                    window -> {
                        Snapshot.writeEnum(out, window.getKey());
                        Snapshot.writeInstant(out, window.getValue().openedAt);
                        out.writeInt(window.getValue().used);
                    });
        }
        Snapshot.writeList(
                out,
                newcomers,
                group -> {
                    out.writeInt(group.first());
                    out.writeInt(group.count());
                    Snapshot.writeInstant(out, group.at());
                });
    }

    void read(DataInput in) throws IOException {
        for (var trigger : Trigger.values()) {
            allow(trigger, new Allowance(in.readInt(), Duration.ofSeconds(in.readLong())));
        }
        int size = Snapshot.readSize(in);
        for (int i = 0; i < size; i++) {
            var talk = talkOf(in.readInt());
            talk.lastExchange = Snapshot.readInstant(in);
            int windows = Snapshot.readSize(in);
            for (int w = 0; w < windows; w++) {
                talk.windows.put(
                        Snapshot.readEnum(in, Trigger.class),
                        new Window(Snapshot.readInstant(in), in.readInt()));
            }
        }
        newcomers.addAll(
                Snapshot.readList(
                        in,
                        () -> new Newcomers(in.readInt(), in.readInt(), Snapshot.readInstant(in))));
    }
}
