package io.qunfa.sandbox;

import io.qunfa.sandbox.wire.Json;
import java.net.URI;
import tools.jackson.databind.JsonNode;

/** An article with a public page, because it was mass sent or published. */
public final class PublishedArticle {

    private final SandboxAccount account;
    private final long msgDataId;
    private final int index;
    private final String title;
    private final String url;

    PublishedArticle(SandboxAccount account, long msgDataId, JsonNode json) {
        this.account = account;
        this.msgDataId = msgDataId;
        this.index = json.path("index").asInt();
        this.title = json.path("title").asString();
        this.url = json.path("url").asString();
    }

    /** {@code msg_data_id}, as the comment calls want it. */
    public long msgDataId() {
        return msgDataId;
    }

    /** Its place in the message, from 1. */
    public int index() {
        return index;
    }

    public String title() {
        return title;
    }

    /** The platform's address of its page. */
    public String url() {
        return url;
    }

    /** Where this sandbox shows its page. */
    public URI page() {
        var local = URI.create(url);
        return account.address().resolve(local.getRawPath() + "?" + local.getRawQuery());
    }

    public boolean isDeleted() {
        return now().path("deleted").asBoolean();
    }

    /** What readers did with it so far: the simulated, the ordered, and those of its page. */
    public Readers readers() {
        return Readers.of(now().path("reading"));
    }

    private JsonNode now() {
        return account.publications()
                .valueStream()
                .filter(found -> found.path("msgDataId").asLong() == msgDataId)
                .findFirst()
                .map(found -> found.path("articles").path(index - 1))
                .orElseThrow(() -> new IllegalStateException("forgotten: " + url));
    }

    /** So many people read it today; what they do with it follows from the seed. */
    public void read(int users) {
        account.door()
                .call(
                        "POST",
                        account.path("/publications/" + msgDataId + "/reading"),
                        Json.object().put("index", index).put("users", users));
    }

    /** So many people read it today and did exactly this. */
    public void read(Readers readers) {
        account.door()
                .call(
                        "POST",
                        account.path("/publications/" + msgDataId + "/reading"),
                        Json.object()
                                .put("index", index)
                                .put("users", readers.users())
                                .put("shares", readers.shares())
                                .put("zaikan", readers.zaikan())
                                .put("likes", readers.likes())
                                .put("collections", readers.collections())
                                .put("originals", readers.originals()));
    }

    /** The platform finds it a rumour: it cannot be deleted any more, 40204. */
    public void foundARumour() {
        flag("rumour");
    }

    /** The platform restricts it for safety: no comments, 88002. */
    public void restricted() {
        flag("limited");
    }

    /** The platform bans it: {@code publish_status} 6. */
    public void banned() {
        flag("banned");
    }

    private void flag(String decision) {
        account.door()
                .call(
                        "PATCH",
                        account.path("/publications/" + msgDataId),
                        Json.object().put(decision, true));
    }

    @Override
    public String toString() {
        return "article " + title + " at " + url;
    }
}
