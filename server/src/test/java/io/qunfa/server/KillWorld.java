package io.qunfa.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.client.Article;
import io.qunfa.client.CommentRule;
import io.qunfa.client.MediaId;
import io.qunfa.client.MediaKind;
import io.qunfa.client.Upload;
import io.qunfa.client.WeChat;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.account.Accounts;
import io.qunfa.server.testing.SamplePictures;
import io.qunfa.server.testing.Stage;
import io.qunfa.server.testing.Stages;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A platform in a hurry that loses answers, some accounts on it, and broadcasts of every kind. Its
 * ledger says who got what.
 */
final class KillWorld implements AutoCloseable {

    /** An article to these is two calls, of which the second needs a copy of the draft. */
    private static final int READERS = 10_002;

    private static final int FOLLOWERS = 12_000;

    /** The calls that one may make in a day are soon used up, though the days are short. */
    private static final int ACCOUNTS = 6;

    private static final int RECIPIENTS = 5;
    private static final int FREE_A_MONTH = 4;

    /**
     * A call in doubt is for a person after a day, which is two minutes: longer than any dead
     * process holds it.
     */
    private static final int RATE = 750;

    private final Stage first;
    private final List<Sender> senders = new ArrayList<>();
    private final Map<String, Integer> expected = new ConcurrentHashMap<>();
    private final AtomicInteger number = new AtomicInteger();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final Accounts accounts;
    private final JdbcClient sql;
    private int turn;

    KillWorld(Stages stages, Accounts accounts, JdbcClient sql) {
        this.accounts = accounts;
        this.sql = sql;
        this.first = stages.withFollowers(FOLLOWERS);
        try {
            senders.add(new Sender(first));
            while (senders.size() < ACCOUNTS) {
                senders.add(new Sender(stages.beside(first, FOLLOWERS)));
            }
            hurry();
        } catch (RuntimeException | AssertionError e) {
            first.close();
            throw e;
        }
    }

    /** What a broadcast needs of the engine. */
    enum Kind {
        TEXT,
        /** To one follower only, which takes a temporary tag. */
        TO_ONE,
        ARTICLE
    }

    String address() {
        return first.sandbox().address().toString();
    }

    Instant now() {
        return first.sandbox().clock().instant();
    }

    int broadcasts() {
        return expected.size();
    }

    private void hurry() {
        senders.forEach(Sender::liftLimits);
        first.control("POST", "/_sandbox/clock", "{\"rate\":%d}".formatted(RATE));
        first.control(
                """
                {"faults":[
                  {"path":"/cgi-bin/message/mass/send","probability":0.15,"effect":"drop-after"},
                  {"path":"/cgi-bin/message/mass/send","probability":0.15,"effect":"drop-before"},
                  {"path":"/cgi-bin/message/mass/send","probability":0.1,"effect":"errcode",
                   "errcode":-1,"processed":true}]}
                """);
    }

    /**
     * Lets the next account send one beside the caller, if it is not at it already: it may have to
     * wait for what a dead process held.
     */
    void send(Kind kind) {
        var sender = senders.get(turn++ % senders.size());
        if (sender.atIt.compareAndSet(false, true)) {
            Thread.ofVirtual()
                    .uncaughtExceptionHandler((_, failure) -> failures.add(failure))
                    .start(() -> sender.send(kind));
        }
    }

    int underWay() {
        var writing = senders.stream().filter(sender -> sender.atIt.get()).count();
        return (int) writing + count("CAST(:now AS timestamptz) IS NOT NULL");
    }

    /** What is due for a process that lives, and not leased to one that died. */
    int free() {
        return count("due_at <= :now AND (lease_until IS NULL OR lease_until < clock_timestamp())");
    }

    private int count(String condition) {
        return sql.sql(
                        """
                        SELECT count(*) FROM broadcast.broadcast
                        WHERE account_id = ANY (:accounts) AND state IN ('sending', 'held')
                          AND (%s)
                        """
                                .formatted(condition))
                .param("accounts", ids())
                .param("now", Timestamp.from(now()))
                .query(Integer.class)
                .single();
    }

    /** What is not over, and what its calls wait for. */
    List<String> open() {
        return sql.sql(
                        """
                        SELECT concat_ws(' ', b.state, b.stop, b.due_at, b.problem, c.state,
                                         c.successful, c.due_at, c.status, c.polls, c.problem)
                        FROM broadcast.broadcast b
                        JOIN broadcast.call c ON c.account_id = b.account_id AND c.broadcast_id = b.id
                        WHERE b.account_id = ANY (:accounts) AND b.state IN ('sending', 'held')
                        """)
                .param("accounts", ids())
                .query(String.class)
                .list();
    }

    int temporaryTags() {
        return sql.sql(
                        """
                        SELECT count(*) FROM broadcast.temporary_tag
                        WHERE account_id = ANY (:accounts)
                        """)
                .param("accounts", ids())
                .query(Integer.class)
                .single();
    }

    private UUID[] ids() {
        return senders.stream()
                .map(sender -> UUID.fromString(sender.stage.accountId()))
                .toArray(UUID[]::new);
    }

    /** Nobody missing, nobody twice, and nothing of ours left lying about. */
    void judge(long seed) {
        assertThat(failures).as("seed %d", seed).isEmpty();
        var delivered = new HashMap<String, Integer>();
        for (var sender : senders) {
            for (var entry : sender.stage.platform().ledger()) {
                delivered.merge(entry.content(), entry.delivered(), Integer::sum);
            }
            assertThat(sender.stage.platform().receivedTwice()).as("seed %d", seed).isEmpty();
            assertThat(sender.wechat.tags().list())
                    .as("seed %d", seed)
                    .noneMatch(tag -> tag.name().startsWith("qunfa-"));
            assertThat(sender.wechat.drafts().count()).as("seed %d", seed).isZero();
        }
        assertThat(delivered).as("seed %d", seed).isEqualTo(expected);
    }

    @Override
    public void close() {
        first.close();
    }

    /** An account and what it sends. */
    private final class Sender {

        private final Stage stage;
        private final WeChat wechat;
        private final List<String> followers;
        private final AtomicBoolean atIt = new AtomicBoolean();
        private int used;
        private int articles;

        Sender(Stage stage) {
            this.stage = stage;
            this.wechat = accounts.wechat(AccountId.of(stage.accountId()));
            this.followers = stage.platform().followers(FOLLOWERS);
        }

        void liftLimits() {
            stage.patchPlatform(
                    """
                    {"limits":{"/cgi-bin/message/mass/send":{"daily":1000000,"perMinute":1000000},
                               "/cgi-bin/message/mass/sendall":{"daily":1000000,"perMinute":1000000}}}
                    """);
            stage.operator().put(stage.path("/delivery-pace"), Map.of("callsPerMinute", 600));
        }

        void send(Kind kind) {
            try {
                switch (kind) {
                    case TEXT -> text(RECIPIENTS);
                    case TO_ONE -> text(1);
                    case ARTICLE -> article();
                }
            } finally {
                atIt.set(false);
            }
        }

        private void text(int recipients) {
            var content = "broadcast " + number.incrementAndGet();
            var draft = stage.draft(content, Stage.list(some(recipients)));
            go(draft, content, recipients);
        }

        /** Nobody gets more than four in a month. */
        private List<String> some(int recipients) {
            var from = READERS + used % (FOLLOWERS - READERS - RECIPIENTS);
            used += recipients;
            return followers.subList(from, from + recipients);
        }

        private void article() {
            if (articles == FREE_A_MONTH) {
                return;
            }
            articles++;
            var title = "article " + number.incrementAndGet();
            var created =
                    stage.operator()
                            .post(
                                    stage.path("/broadcasts"),
                                    Map.of(
                                            "message",
                                            Map.of("kind", "article", "draftId", drawn(title)),
                                            "audience",
                                            Stage.list(followers.subList(0, READERS)),
                                            "options",
                                            Map.of("separateArticles", true)));
            assertThat(created.status()).as(created.text()).isEqualTo(201);
            go(created.json().path("id").asString(), title, READERS);
        }

        private String drawn(String title) {
            var picture = Upload.of("cover.png", SamplePictures.png(90, 50));
            var cover = wechat.materials().add(MediaKind.IMAGE, picture).mediaId();
            return wechat.drafts().add(List.of(article(title, cover))).value();
        }

        private static Article article(String title, MediaId cover) {
            return new Article.News(
                    title, "Li", "In short", "<p>Hello</p>", "", cover, CommentRule.NOBODY, "", "");
        }

        private void go(String draft, String content, int recipients) {
            if (stage.send(draft).status() == 202) {
                expected.put(content, recipients);
            }
        }
    }
}
