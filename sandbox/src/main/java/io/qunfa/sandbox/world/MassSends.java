package io.qunfa.sandbox.world;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
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
    private static final Duration ADMIN_PATIENCE = Duration.ofMinutes(30);

    private final OfficialAccount account;
    private final Map<Long, MassJob> jobs = new LinkedHashMap<>();
    private final Map<Long, Ledger.Entry> running = new LinkedHashMap<>();
    private final ClientKeys keys = new ClientKeys();
    private final MonthlyReceipts receipts = new MonthlyReceipts();
    private final Ledger ledger = new Ledger();
    private long toAll;
    private long partial;
    private long previews;
    private boolean hasty;

    MassSends(OfficialAccount account) {
        this.account = account;
    }

    /** What a caller asks for. An empty key means that the platform derives one. */
    public record Submission(Audience audience, MassContent content, String clientKey) {

        boolean hasExplicitKey() {
            return !clientKey.isEmpty();
        }

        String key() {
            return hasExplicitKey()
                    ? clientKey
                    : Long.toHexString(audience.fingerprint()) + "-" + content.digest();
        }
    }

    /** Accepts the send and lets its life begin, or refuses it. */
    public MassJob submit(Submission submission) {
        var now = account.clock().instant();
        ClientKeys.requireLegal(submission.clientKey());
        keys.requireNew(submission.key(), now);
        try {
            MassQuota.require(account, submission.audience(), jobs.values());
        } catch (Refusal refusal) {
            if (submission.hasExplicitKey()) {
                keys.refuse(submission.key(), now);
            }
            throw refusal;
        }
        return accept(submission);
    }

    private MassJob accept(Submission submission) {
        var now = account.clock().instant();
        boolean isToAll = submission.audience() instanceof Audience.ToAll;
        boolean waits = isToAll && account.massProtection();
        var job =
                new MassJob(
                        isToAll ? FIRST_TO_ALL + toAll++ : FIRST_PARTIAL + partial++,
                        submission.audience(),
                        submission.content(),
                        submission.key(),
                        now,
                        waits ? MassJob.State.WAIT_ADMIN : MassJob.State.CONTENT_REVIEW);
        keys.accept(submission.key(), job.msgId(), now);
        remember(job);
        if (waits) {
            later(ADMIN_PATIENCE, () -> timeOut(job));
        } else {
            review(job);
        }
        return job;
    }

    private void remember(MassJob job) {
        jobs.put(job.msgId(), job);
        if (jobs.size() > MAX_JOBS) {
            jobs.remove(jobs.keySet().iterator().next());
        }
    }

    private void review(MassJob job) {
        job.turn(MassJob.State.CONTENT_REVIEW);
        later(REVIEW, () -> startSending(job));
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
        account.announce(job);
    }

    /** Filters the audience, counts everybody's monthly message, begins to deliver. */
    private void startSending(MassJob job) {
        var members = job.audience().members(account.followers(), account.tags());
        int total =
                job.audience() instanceof Audience.ToList list
                        ? list.listed()
                        : members.cardinality();
        var month = account.clock().beijingMonth();
        account.tags().removeBlocked(members);
        if (account.kind() != AccountKind.SUBSCRIPTION) {
            receipts.removeExhausted(members, month, MassQuota.PER_FOLLOWER_AND_MONTH);
        }
        var eligible = FollowerSet.of(members);
        receipts.add(eligible, month, account.followers().known());
        job.send(new MassJob.Counts(total, eligible.size(), eligible.size(), 0));
        running.put(job.msgId(), ledger.open(job, eligible, account.clock().instant()));
        deliver(job);
    }

    private void deliver(MassJob job) {
        var entry = running.get(job.msgId());
        if (entry != null
                && entry.deliver(account.deliveriesPerStep(), account.clock().instant())) {
            later(STEP, () -> deliver(job));
            return;
        }
        running.remove(job.msgId());
        job.finish();
        account.announce(job);
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
        Snapshot.writeList(out, jobs.values(), job -> job.write(out));
        ledger.write(out);
        keys.write(out);
        receipts.write(out);
    }

    void read(DataInput in) throws IOException {
        toAll = in.readLong();
        partial = in.readLong();
        previews = in.readLong();
        Snapshot.readList(in, () -> MassJob.read(in)).forEach(job -> jobs.put(job.msgId(), job));
        ledger.read(in, jobs);
        keys.read(in);
        receipts.read(in);
        jobs.values().forEach(this::resume);
    }

    private void resume(MassJob job) {
        switch (job.state()) {
            case WAIT_ADMIN -> account.schedule(ADMIN_PATIENCE, () -> timeOut(job));
            case CONTENT_REVIEW -> account.schedule(REVIEW, () -> startSending(job));
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
                messages.add(PhoneMessage.mass(entry));
            }
        }
        return messages;
    }
}
