package io.qunfa.sandbox.world;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The mass sends of one account: accepted, reviewed, filtered, delivered at the pace of the speed
 * level, finished with an event.
 *
 * @see <a
 *     href="https://developers.weixin.qq.com/doc/service/api/notify/message/api_sendall.html">the
 *     platform's page</a>
 */
public final class MassSends {

    private static final long FIRST_TO_ALL = 1_000_000_001L;
    private static final long FIRST_PARTIAL = 3_147_483_649L;
    private static final long FIRST_PREVIEW = 34_182L;
    private static final int MAX_JOBS = 10_000;
    private static final Duration REVIEW = Duration.ofSeconds(2);
    private static final Duration STEP = Duration.ofSeconds(1);

    private final OfficialAccount account;
    private final Map<Long, MassJob> jobs = new LinkedHashMap<>();
    private final Map<Long, Ledger.Entry> running = new LinkedHashMap<>();
    private final ClientKeys keys = new ClientKeys();
    private final MonthlyReceipts receipts = new MonthlyReceipts();
    private final Ledger ledger = new Ledger();
    private long toAll;
    private long partial;
    private long previews;
    private final MassProtection protection = new MassProtection();
    private MassSpeed speed = MassSpeed.FASTEST;
    private boolean hasty;

    MassSends(OfficialAccount account) {
        this.account = account;
    }

    /** What a caller asks for. An empty key means that the platform derives one. */
    public record Submission(
            Audience audience, MassOrder order, String clientKey, boolean ignoresReprint) {

        boolean hasExplicitKey() {
            return !clientKey.isEmpty();
        }

        boolean isToAll() {
            return audience instanceof Audience.ToAll;
        }

        String key(OfficialAccount account) {
            return hasExplicitKey()
                    ? clientKey
                    : Long.toHexString(audience.fingerprint()) + "-" + order.digest(account);
        }
    }

    /** Accepts the send and lets its life begin, or refuses it. */
    public MassJob submit(Submission submission) {
        keys.requireLegal(submission.clientKey(), account.switches().content());
        keys.requireNew(
                submission.key(account),
                account.clock().instant(),
                account.settings().measure(Measure.KEY_SETTLES_AFTER));
        var content = orRemember(submission, () -> submission.order().resolve(account));
        if (submission.isToAll() && refusesProtectedSends()) {
            protection.require(account.clock().instant());
        }
        return orRemember(
                submission,
                () -> {
                    MassQuota.require(account, submission.audience(), jobs.values());
                    requireRoom();
                    return accept(submission, content);
                });
    }

    /** Too many sends at once, or too many in the queue (both observed, without a number). */
    private void requireRoom() {
        var settings = account.settings();
        long queued = count(MassJob.State.CONTENT_REVIEW);
        if (queued >= settings.measure(Measure.SENDS_QUEUED)) {
            throw busy(9_500_002, queued, "queued", Measure.SENDS_QUEUED);
        }
        long running = queued + count(MassJob.State.SENDING);
        if (running >= settings.measure(Measure.SENDS_AT_ONCE)) {
            throw busy(42_010, running, "under way", Measure.SENDS_AT_ONCE);
        }
    }

    private static Refusal busy(int code, long sends, String where, Measure measure) {
        return Refusal.of(
                        code,
                        "few sends are " + where,
                        sends + " are",
                        "a pause; the limit %s says how many".formatted(measure.word()))
                .observed();
    }

    private long count(MassJob.State state) {
        return jobs.values().stream().filter(job -> job.state() == state).count();
    }

    private boolean refusesProtectedSends() {
        return account.massProtection()
                && account.switches().content().isOn(ContentSwitch.REJECT_PROTECTED_SENDS);
    }

    /** An explicit key that was refused may not be repeated at once. */
    private <T> T orRemember(Submission submission, Supplier<T> step) {
        try {
            return step.get();
        } catch (Refusal refusal) {
            if (submission.hasExplicitKey()) {
                keys.refuse(submission.clientKey(), account.clock().instant());
            }
            throw refusal;
        }
    }

    private MassJob accept(Submission submission, MassContent content) {
        var now = account.clock().instant();
        boolean waits =
                submission.isToAll() && account.massProtection() && !refusesProtectedSends();
        var job =
                new MassJob(
                        nextIds(submission, content),
                        submission.audience(),
                        content,
                        submission.ignoresReprint(),
                        now,
                        waits ? MassJob.State.WAIT_ADMIN : MassJob.State.CONTENT_REVIEW);
        keys.accept(job.clientKey(), job.msgId(), now);
        remember(job);
        consumeDraft(job);
        if (waits) {
            later(MassProtection.PATIENCE, () -> timeOut(job));
        } else {
            review(job);
        }
        return job;
    }

    private MassJob.Ids nextIds(Submission submission, MassContent content) {
        return new MassJob.Ids(
                submission.isToAll() ? FIRST_TO_ALL + toAll++ : FIRST_PARTIAL + partial++,
                content.draft().isPresent() ? account.content().publications().nextId() : 0,
                submission.key(account));
    }

    private void consumeDraft(MassJob job) {
        boolean survives =
                !(job.audience() instanceof Audience.ToAll)
                        && account.switches()
                                .content()
                                .isOn(ContentSwitch.DRAFT_SURVIVES_PARTIAL_SENDS);
        if (!survives) {
            var digest = job.content().digest();
            job.content()
                    .draft()
                    .ifPresent(draft -> account.content().drafts().consume(draft, digest));
        }
    }

    private void remember(MassJob job) {
        jobs.put(job.msgId(), job);
        if (jobs.size() > MAX_JOBS) {
            jobs.remove(jobs.keySet().iterator().next());
        }
    }

    private void review(MassJob job) {
        job.turn(MassJob.State.CONTENT_REVIEW);
        later(REVIEW, () -> judge(job));
    }

    /** The originality check, then the reviewers. */
    private void judge(MassJob job) {
        var content = account.content();
        var found = content.originality().findings(job.content().mediaId());
        var stop = job.compare(found);
        if (!stop.isEmpty()) {
            fail(job, stop);
            return;
        }
        var verdict = content.verdicts().nextOnSend().orElse(Verdicts.OnSend.PASSED);
        if (verdict.isSuccess()) {
            startSending(job, verdict);
        } else {
            fail(job, verdict.status());
        }
    }

    /** The administrator answers a request of the mode that refuses protected sends. */
    public void confirm(boolean agreed) {
        protection.answer(agreed, account.clock().instant());
    }

    /** The administrator answers a protected send. */
    public void confirm(long msgId, boolean agreed) {
        var job =
                find(msgId)
                        .filter(found -> found.state() == MassJob.State.WAIT_ADMIN)
                        .orElseThrow(() -> new IllegalArgumentException("nothing waits: " + msgId));
        if (agreed) {
            review(job);
        } else {
            fail(job, "err(40001)");
        }
    }

    private void timeOut(MassJob job) {
        if (job.state() == MassJob.State.WAIT_ADMIN) {
            fail(job, "err(40002)");
        }
    }

    private void fail(MassJob job, String status) {
        job.fail(status);
        job.content().draft().ifPresent(account.content().drafts()::restore);
        account.announce(job);
    }

    /** Filters the audience, counts everybody's monthly message, begins to deliver. */
    private void startSending(MassJob job, Verdicts.OnSend verdict) {
        var members = job.audience().members(account.followers(), account.tags());
        int total =
                job.audience() instanceof Audience.ToList list
                        ? list.listed()
                        : members.cardinality();
        var month = account.clock().beijingMonth();
        account.tags().removeBlocked(members);
        account.relations().removeRefusing(members);
        if (account.kind() != AccountKind.SUBSCRIPTION) {
            receipts.removeExhausted(members, month, MassQuota.PER_FOLLOWER_AND_MONTH);
        }
        int filtered = members.cardinality();
        removeLast(members, verdict.errors());
        var reached = FollowerSet.of(members);
        receipts.add(reached, month, account.followers().known());
        int counted = Math.max(0, reached.size() - verdict.unaccounted());
        var counts = new MassJob.Counts(total, filtered, counted, filtered - reached.size());
        job.send(counts, verdict.status());
        job.content().draft().ifPresent(draft -> publish(job, draft));
        running.put(job.msgId(), ledger.open(job, reached, account.clock().instant()));
        deliver(job);
    }

    private static void removeLast(BitSet members, int howMany) {
        int last = members.length() - 1;
        for (int removed = 0; removed < howMany && last >= 0; removed++) {
            members.clear(last);
            last = members.length() - 1;
        }
    }

    private void publish(MassJob job, Draft draft) {
        account.content().publications().send(job.msgDataId(), draft).reached(job.counts().sent());
    }

    /** Deletes one page of a finished send, or all with 0, and wherever its material was sent. */
    public void delete(MassJob job, int idx) {
        var publications = account.content().publications();
        publications.ofMaterial(job.content().mediaId()).forEach(p -> publications.delete(p, idx));
        jobs.values().stream().filter(other -> isGone(other, job)).forEach(MassSends::retire);
    }

    private boolean isGone(MassJob other, MassJob deleted) {
        boolean same = other.content().mediaId().equals(deleted.content().mediaId());
        return same
                && other.state() == MassJob.State.FINISHED
                && account.content()
                        .publications()
                        .find(other.msgDataId())
                        .map(Publication::isDeleted)
                        .orElse(true);
    }

    private static void retire(MassJob job) {
        job.turn(MassJob.State.DELETED);
    }

    public MassSpeed speed() {
        return speed;
    }

    /** Sets the speed, also of sends that are running; 89504 while one waits (documented list). */
    public void speed(MassSpeed wanted) {
        requireAnswered();
        speed = wanted;
    }

    /** 89504 while a send waits for the administrator (documented list). */
    public void requireAnswered() {
        jobs.values().forEach(MassJob::requireAnswered);
    }

    /** 40204 if a page of this send was flagged. */
    public void requireNoRumour(MassJob job) {
        account.content()
                .publications()
                .find(job.msgDataId())
                .ifPresent(publication -> publication.requireNot(Publication.Flag.RUMOUR, 40204));
    }

    private void deliver(MassJob job) {
        var entry = running.get(job.msgId());
        if (entry != null && entry.deliver(deliveriesPerStep(), account.clock().instant())) {
            later(STEP, () -> deliver(job));
            return;
        }
        running.remove(job.msgId());
        job.finish();
        account.announce(job);
    }

    private int deliveriesPerStep() {
        return speed.perSecond(account.settings().measure(Measure.RECIPIENTS_PER_MINUTE));
    }

    /** Runs {@code accepting} so that the jobs it accepts end before it returns. */
    public <T> T hastily(Supplier<T> accepting) {
        hasty = true;
        try {
            return accepting.get();
        } finally {
            hasty = false;
        }
    }

    private void later(Duration delay, Runnable step) {
        if (hasty) {
            step.run();
        } else {
            account.schedule(delay, step);
        }
    }

    /** The number of a preview; previews are not jobs. */
    public long nextPreviewId() {
        return FIRST_PREVIEW + previews++;
    }

    public Optional<MassJob> find(long msgId) {
        return Optional.ofNullable(jobs.get(msgId));
    }

    /** The send that made this page. */
    public Optional<MassJob> findByUrl(String url) {
        return account.content()
                .publications()
                .findByUrl(url)
                .flatMap(
                        publication ->
                                jobs.values().stream()
                                        .filter(j -> j.msgDataId() == publication.msgDataId())
                                        .findFirst());
    }

    /** Whether time alone will bring a job further. */
    public boolean isDelivering() {
        return jobs.values().stream().anyMatch(MassJob::isUnderWay);
    }

    public Collection<MassJob> all() {
        return List.copyOf(jobs.values());
    }

    public Ledger ledger() {
        return ledger;
    }

    /** How many mass messages a follower received this month. */
    public int receivedThisMonth(int number) {
        return receipts.of(number, account.clock().beijingMonth());
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(toAll);
        out.writeLong(partial);
        out.writeLong(previews);
        out.writeInt(speed.level());
        Snapshot.writeList(out, jobs.values(), job -> job.write(out));
        ledger.write(out);
        keys.write(out);
        receipts.write(out);
    }

    void read(DataInput in) throws IOException {
        toAll = in.readLong();
        partial = in.readLong();
        previews = in.readLong();
        speed = new MassSpeed(in.readInt());
        Snapshot.readList(in, () -> MassJob.read(in)).forEach(job -> jobs.put(job.msgId(), job));
        ledger.read(in, jobs);
        keys.read(in);
        receipts.read(in);
        jobs.values().forEach(this::resume);
    }

    private void resume(MassJob job) {
        switch (job.state()) {
            case WAIT_ADMIN -> account.schedule(MassProtection.PATIENCE, () -> timeOut(job));
            case CONTENT_REVIEW -> account.schedule(REVIEW, () -> judge(job));
            case SENDING -> {
                ledger.find(job).ifPresent(entry -> running.put(job.msgId(), entry));
                account.schedule(STEP, () -> deliver(job));
            }
            case FINISHED, FAILED, DELETED -> {}
        }
    }

    /** The mass messages on one phone, oldest first. */
    List<PhoneMessage> onPhone(int number) {
        var messages = new ArrayList<PhoneMessage>();
        for (var entry : ledger.entries()) {
            if (entry.reached(number)) {
                messages.add(PhoneMessage.mass(entry, cardOf(entry.job())));
            }
        }
        return messages;
    }

    private PhoneMessage.Card cardOf(MassJob job) {
        var url =
                account.content()
                        .publications()
                        .find(job.msgDataId())
                        .map(publication -> publication.pages().get(0).url())
                        .orElse("");
        return PhoneMessage.Card.of(job.content(), url);
    }
}
