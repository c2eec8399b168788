package io.qunfa.sandbox.world;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.BitSet;
import java.util.Optional;
import java.util.OptionalInt;

/** Everything between an account and single people that is not a mass send. */
public final class Relations {

    private final OfficialAccount account;
    private final Conversations conversations;
    private final QrCodes qrCodes;
    private final Menus menus;
    private final Notifications notifications;
    private final WebLogins logins;
    private final Tickets tickets;
    private final ShortKeys shortKeys;
    private final ChatRecords chatRecords = new ChatRecords();
    private final Agents agents;
    private final Website website = new Website();
    private final BitSet refusing = new BitSet();

    Relations(OfficialAccount account, long key) {
        this.account = account;
        this.conversations =
                new Conversations(
                        account.clock(),
                        () -> account.switches().content().isOn(ContentSwitch.WINDOW_IS_NOT_RESET));
        this.qrCodes = new QrCodes(account.clock(), key);
        this.menus = new Menus(account.tags());
        this.notifications = new Notifications(account, key);
        this.logins = new WebLogins(account.clock(), key);
        this.tickets = new Tickets(key);
        this.shortKeys = new ShortKeys(account.clock(), key);
        this.agents = new Agents(account.clock());
    }

    public Conversations conversations() {
        return conversations;
    }

    public Agents agents() {
        return agents;
    }

    public ChatRecords chatRecords() {
        return chatRecords;
    }

    public ShortKeys shortKeys() {
        return shortKeys;
    }

    public QrCodes qrCodes() {
        return qrCodes;
    }

    public Menus menus() {
        return menus;
    }

    public Notifications notifications() {
        return notifications;
    }

    public WebLogins logins() {
        return logins;
    }

    public Tickets tickets() {
        return tickets;
    }

    public Website website() {
        return website;
    }

    /** The menu that this person sees now: the interface's if it is enabled, else the website's. */
    public Optional<Menu> menuOf(int number) {
        return account.callback().isPresent() || menus.common().isPresent()
                ? menus.seenBy(number)
                : website.menu();
    }

    /**
     * A follower said something, which opens a window; without an interface the website answers.
     *
     * @return whether the account's server hears of it: not from who is blocked
     */
    public boolean heard(int number, Utterance said) {
        if (account.tags().isBlocked(number)) {
            return false;
        }
        var now = account.clock().instant();
        chatRecords.add(now, number, ChatRecords.Speaker.FOLLOWER, said.shown(), "");
        conversations.open(
                number,
                said.isMenuAnswer() ? Conversations.Trigger.MENU : Conversations.Trigger.MESSAGE);
        if (account.callback().isEmpty() && said.type().equals("text")) {
            website.replyTo(said.shown()).ifPresent(reply -> answer(number, reply));
        }
        return true;
    }

    /** The website's reply. */
    private void answer(int number, String text) {
        account.phones()
                .show(
                        number,
                        new PhoneMessage(
                                account.clock().instant(),
                                PhoneMessage.Source.REPLY,
                                "text",
                                text,
                                0));
    }

    /** A follower did something; some deeds open a window. */
    public void acted(int number, Notice deed) {
        if (account.tags().isBlocked(number)) {
            return;
        }
        switch (deed.event()) {
            case "CLICK", "scancode_push", "scancode_waitmsg" ->
                    conversations.open(number, Conversations.Trigger.MENU);
            case "user_pay_from_pay_cell" ->
                    conversations.open(number, Conversations.Trigger.PAYMENT);
            default -> {
                // Opens nothing.
            }
        }
        account.tell(deed);
    }

    /** New people follow. */
    void followed(int first, int count) {
        conversations.followed(first, count);
        if (account.callback().isEmpty()) {
            website.greeting()
                    .ifPresent(
                            greeting -> {
                                for (int number = first; number < first + count; number++) {
                                    answer(number, greeting);
                                }
                            });
        }
    }

    /** A person refuses the account's messages, or takes them again. */
    public void refuse(int number, boolean refuses) {
        refusing.set(number, refuses);
    }

    /** Whoever refuses the account's messages gets no mass message either. */
    void removeRefusing(BitSet audience) {
        audience.andNot(refusing);
    }

    /** Whether this person refuses the account's messages. */
    public boolean isRefusing(int number) {
        return refusing.get(number);
    }

    /**
     * A person scans a code: who follows enters the chat, everybody else follows. Without a number
     * it is somebody new.
     *
     * @return the person's number
     */
    public int scan(OptionalInt person, QrCode code) {
        if (code.isExpired(account.clock().instant())) {
            throw Refusal.of(
                    40053, "the code is still valid", "expired " + code.expiresAt(), "a new one");
        }
        int number = person.orElseGet(account::meet);
        if (account.followers().isFollowing(number)) {
            conversations.open(number, Conversations.Trigger.SCAN);
            account.tell(Notice.by(account, number, "SCAN", scene("", code), ticket(code)));
        } else {
            account.requireRoomForFollowers(1);
            account.followers().followAgain(number, account.clock().instant());
            account.notes().cameFrom(number, code.origin());
            followed(number, 1);
            account.tell(
                    Notice.by(account, number, "subscribe", scene("qrscene_", code), ticket(code)));
        }
        return number;
    }

    /**
     * Somebody scans the account's own code: who follows already only enters the chat.
     *
     * @return the person's number
     */
    public int scanOwnCode(OptionalInt person) {
        int number = person.orElseGet(account::meet);
        if (!account.followers().isFollowing(number)) {
            account.requireRoomForFollowers(1);
            account.notes().cameFrom(number, FollowerNotes.Origin.PLAIN);
            account.followAgain(number);
        }
        return number;
    }

    private static Notice.Field scene(String prefix, QrCode code) {
        return Notice.Field.text("EventKey", prefix + code.scene());
    }

    private static Notice.Field ticket(QrCode code) {
        return Notice.Field.text("Ticket", code.ticket());
    }

    void forget(int number) {
        conversations.forget(number);
    }

    void write(DataOutput out) throws IOException {
        conversations.write(out);
        qrCodes.write(out);
        menus.write(out);
        notifications.write(out);
        logins.write(out);
        tickets.write(out);
        shortKeys.write(out);
        chatRecords.write(out);
        agents.write(out);
        website.write(out);
        Snapshot.writeBits(out, refusing);
    }

    void read(DataInput in) throws IOException {
        conversations.read(in);
        qrCodes.read(in);
        menus.read(in);
        notifications.read(in);
        logins.read(in);
        tickets.read(in);
        shortKeys.read(in);
        chatRecords.read(in);
        agents.read(in);
        website.read(in);
        refusing.or(Snapshot.readBits(in));
    }
}
