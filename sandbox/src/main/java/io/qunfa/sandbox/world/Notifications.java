package io.qunfa.sandbox.world;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Template messages (模板消息) and subscription notices (订阅通知) of one account: its templates, who
 * agreed to receive what, and what is on its way. Handed over after 0.2 to 2 seconds.
 */
public final class Notifications {

    private static final int MAX_TEMPLATES = 25;
    private static final int ID_LENGTH = 43;
    private static final long FIRST_MESSAGE = 3_557_254_367_693_750_277L;
    private static final int MAX_REMEMBERED = 100_000;
    private static final Duration SAME_MESSAGE = Duration.ofMinutes(10);

    private final OfficialAccount account;
    private final long seed;
    private final Map<String, Template> templates = new LinkedHashMap<>();
    private final Map<String, Template> subscriptions = new LinkedHashMap<>();
    private final Map<Consent, Integer> consents = new HashMap<>();
    private final LinkedHashMap<Integer, Deque<Sent>> recent = new LinkedHashMap<>();
    private final Deque<String> orderedOutcomes = new ArrayDeque<>();
    private @Nullable Industry industry;
    private long created;
    private long sent;

    /** What somebody agreed to: a template, or a scene of the one-time page. */
    private record Consent(int number, String what) {}

    private record Sent(String key, long msgId, Instant at) {}

    /** The industries of an account (所属行业), which can be changed once a month. */
    public record Industry(int primary, int secondary, YearMonth since) {}

    Notifications(OfficialAccount account, long key) {
        this.account = account;
        this.seed = Randomness.mix(key, "template");
    }

    /** Adds a template for template messages; 45026 beyond 25. */
    public Template addTemplate(Template blank) {
        return add(templates, blank, 45026);
    }

    /** Adds a template for subscription notices; 200012 beyond 25. */
    public Template addSubscription(Template blank) {
        return add(subscriptions, blank, 200012);
    }

    private Template add(Map<String, Template> to, Template blank, int codeWhenFull) {
        if (to.size() == MAX_TEMPLATES) {
            throw Refusal.of(codeWhenFull, "at most 25 templates", "one more", "delete one first");
        }
        var template =
                new Template(
                        Randomness.letters(Randomness.mix(seed, created++), ID_LENGTH),
                        blank.title(),
                        blank.content(),
                        blank.primaryIndustry(),
                        blank.deputyIndustry(),
                        blank.example(),
                        blank.type());
        to.put(template.id(), template);
        return template;
    }

    public List<Template> templates() {
        return List.copyOf(templates.values());
    }

    public List<Template> subscriptions() {
        return List.copyOf(subscriptions.values());
    }

    public Optional<Template> template(String id) {
        return Optional.ofNullable(templates.get(id));
    }

    public Optional<Template> subscription(String id) {
        return Optional.ofNullable(subscriptions.get(id));
    }

    /** Deletes a template of either kind; whether there was one. */
    public boolean delete(String id) {
        return templates.remove(id) != null || subscriptions.remove(id) != null;
    }

    public Optional<Industry> industry() {
        return Optional.ofNullable(industry);
    }

    /** Sets the industries; 43100 the second time in a month. */
    public void industry(int primary, int secondary) {
        var month = YearMonth.from(account.clock().beijingDate());
        if (industry != null && industry.since().equals(month)) {
            throw Refusal.of(
                    43100, "the industry changes once a month", "again in " + month, "next month");
        }
        industry = new Industry(primary, secondary, month);
    }

    /** What becomes of the next template message, instead of what would. */
    public void orderOutcome(String status) {
        orderedOutcomes.addLast(status);
    }

    /**
     * Sends a template message.
     *
     * @param clientKey the same key for the same person is sent once in ten minutes; empty for none
     * @return its id, beyond 2^53
     */
    public long sendTemplate(int number, String text, String clientKey) {
        var earlier = earlier(number, clientKey);
        if (earlier.isPresent()) {
            return earlier.get().msgId();
        }
        long msgId = nextMessageId();
        remember(number, new Sent(clientKey, msgId, account.clock().instant()));
        var ordered = orderedOutcomes.pollFirst();
        account.schedule(delay(msgId), () -> handOver(number, msgId, text, ordered));
        return msgId;
    }

    private Optional<Sent> earlier(int number, String clientKey) {
        var now = account.clock().instant();
        return recent.getOrDefault(number, new ArrayDeque<>()).stream()
                .filter(s -> !clientKey.isEmpty() && s.key().equals(clientKey))
                .filter(s -> now.isBefore(s.at().plus(SAME_MESSAGE)))
                .findFirst();
    }

    private void remember(int number, Sent message) {
        if (message.key().isEmpty()) {
            return;
        }
        if (recent.size() == MAX_REMEMBERED) {
            recent.pollFirstEntry();
        }
        var ofPerson = recent.computeIfAbsent(number, n -> new ArrayDeque<>());
        ofPerson.removeIf(s -> !message.at().isBefore(s.at().plus(SAME_MESSAGE)));
        ofPerson.addLast(message);
    }

    private long nextMessageId() {
        return FIRST_MESSAGE + sent++ * 1_000_003;
    }

    private Duration delay(long msgId) {
        return Duration.ofMillis(200 + Math.floorMod(Randomness.mix(seed, msgId), 1_800L));
    }

    private void handOver(int number, long msgId, String text, @Nullable String ordered) {
        var status = ordered == null ? natural(number) : ordered;
        if (status.equals("success")) {
            show(number, "template", text, msgId);
        }
        account.tell(
                Notice.about(
                        account,
                        number,
                        "TEMPLATESENDJOBFINISH",
                        Notice.Field.number("MsgID", msgId),
                        Notice.Field.text("Status", status)));
    }

    private String natural(int number) {
        return account.relations().isRefusing(number) || !account.followers().isFollowing(number)
                ? "failed:user block"
                : "success";
    }

    private void show(int number, String type, String text, long msgId) {
        account.phones()
                .show(
                        number,
                        new PhoneMessage(
                                account.clock().instant(),
                                PhoneMessage.Source.NOTICE,
                                type,
                                text,
                                msgId));
    }

    /** Somebody agrees to one message of a template, or refuses; the platform pushes it. */
    public void answerPopup(int number, String templateId, boolean accepts, int scene) {
        if (accepts) {
            agree(number, templateId);
        }
        tellSubscription(
                number,
                "subscribe_msg_popup_event",
                "SubscribeMsgPopupEvent",
                Notice.Field.text("TemplateId", templateId),
                Notice.Field.text("SubscribeStatusString", accepts ? "accept" : "reject"),
                Notice.Field.text("PopupScene", String.valueOf(scene)));
    }

    /** Somebody refuses a template from now on; only refusals are pushed. */
    public void withdraw(int number, String templateId) {
        consents.remove(new Consent(number, templateId));
        tellSubscription(
                number,
                "subscribe_msg_change_event",
                "SubscribeMsgChangeEvent",
                Notice.Field.text("TemplateId", templateId),
                Notice.Field.text("SubscribeStatusString", "reject"));
    }

    /** Somebody agrees to one message of a scene on the one-time page, or of a template. */
    public void agree(int number, String what) {
        consents.merge(new Consent(number, what), 1, Integer::sum);
    }

    /** How many messages this person agreed to and did not get yet. */
    public int consentsOf(int number, String what) {
        return consents.getOrDefault(new Consent(number, what), 0);
    }

    /** Takes one consent; this code if there is none. */
    public void consume(int number, String what, int codeWithout) {
        int left = consentsOf(number, what);
        if (left == 0) {
            throw Refusal.of(
                    codeWithout,
                    "the person agreed to a message",
                    "no consent for " + what,
                    "an accepted popup, or action=confirm on the one-time page");
        }
        if (left == 1) {
            consents.remove(new Consent(number, what));
        } else {
            consents.put(new Consent(number, what), left - 1);
        }
    }

    /** Sends a subscription notice; long-term templates take no consent away. */
    public long sendSubscription(int number, Template template, String text) {
        if (template.type() == Template.LONG_TERM) {
            if (consentsOf(number, template.id()) == 0) {
                consume(number, template.id(), 43101);
            }
        } else {
            consume(number, template.id(), 43101);
        }
        long msgId = nextMessageId();
        account.schedule(
                delay(msgId),
                () -> {
                    show(number, "subscription", text, msgId);
                    tellSubscription(
                            number,
                            "subscribe_msg_sent_event",
                            "SubscribeMsgSentEvent",
                            Notice.Field.text("TemplateId", template.id()),
                            Notice.Field.text("MsgID", String.valueOf(msgId)),
                            Notice.Field.text("ErrorCode", "0"),
                            Notice.Field.text("ErrorStatus", "success"));
                });
        return msgId;
    }

    /** Shows a one-time message at once; nothing is pushed about it. */
    public void sendOneTime(int number, String text) {
        show(number, "one-time", text, nextMessageId());
    }

    private void tellSubscription(int number, String event, String group, Notice.Field... fields) {
        var list = Notice.Field.group(group, Notice.Field.group("List", fields));
        account.tell(Notice.about(account, number, event, list));
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(created);
        out.writeLong(sent);
        Snapshot.writeList(out, templates.values(), template -> template.write(out));
        Snapshot.writeList(out, subscriptions.values(), template -> template.write(out));
        Snapshot.writeList(
                out,
                consents.entrySet(),
                consent -> {
                    out.writeInt(consent.getKey().number());
                    Snapshot.writeText(out, consent.getKey().what());
                    out.writeInt(consent.getValue());
                });
        out.writeBoolean(industry != null);
        if (industry != null) {
            out.writeInt(industry.primary());
            out.writeInt(industry.secondary());
            Snapshot.writeDate(out, industry.since().atDay(1));
        }
    }

    void read(DataInput in) throws IOException {
        created = in.readLong();
        sent = in.readLong();
        Snapshot.readList(in, () -> Template.read(in)).forEach(t -> templates.put(t.id(), t));
        Snapshot.readList(in, () -> Template.read(in)).forEach(t -> subscriptions.put(t.id(), t));
        int size = Snapshot.readSize(in);
        for (int i = 0; i < size; i++) {
            consents.put(new Consent(in.readInt(), Snapshot.readText(in)), in.readInt());
        }
        if (in.readBoolean()) {
            industry =
                    new Industry(in.readInt(), in.readInt(), YearMonth.from(Snapshot.readDate(in)));
        }
    }
}
