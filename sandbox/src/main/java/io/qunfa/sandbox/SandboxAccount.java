package io.qunfa.sandbox;

import io.qunfa.sandbox.callback.CallbackFailure;
import io.qunfa.sandbox.callback.Pushes;
import io.qunfa.sandbox.wire.Json;
import io.qunfa.sandbox.world.CallbackSettings;
import io.qunfa.sandbox.world.OfficialAccount;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One Official Account of a sandbox. */
public final class SandboxAccount {

    /** As many as one call of the platform takes. */
    private static final int MAX_TAGGED = 50;

    private static final int MAX_DUPLICATES = 1_000;

    private final OfficialAccount account;
    private final Pushes pushes;
    private final Supplier<URI> address;
    private final ControlDoor door;

    SandboxAccount(
            OfficialAccount account, Pushes pushes, Supplier<URI> address, ControlDoor door) {
        this.account = account;
        this.pushes = pushes;
        this.address = address;
        this.door = door;
    }

    ControlDoor door() {
        return door;
    }

    URI address() {
        return address.get();
    }

    String path(String rest) {
        return "/accounts/" + appId() + rest;
    }

    /** The AppID, {@code wx…}. */
    public String appId() {
        return account.appId();
    }

    /** The AppSecret. It opens nothing but this sandbox. */
    public String appSecret() {
        return account.identity().secret();
    }

    /** The original id, {@code gh_…}, which is {@code ToUserName} of every push. */
    public String originalId() {
        return account.identity().originalId();
    }

    /** How many follow now. */
    public int followerCount() {
        return account.call(() -> account.followers().count());
    }

    /** The OpenIDs of up to {@code limit} followers, in order of following. */
    public List<String> followers(int limit) {
        return account.call(
                () ->
                        account.followers().page(0, limit).stream()
                                .map(account.followers()::openId)
                                .toList());
    }

    /** So many new people follow; the account's server gets {@code subscribe} for each. */
    public List<Phone> follow(int newcomers) {
        int first = account.call(() -> account.follow(newcomers));
        return IntStream.range(first, first + newcomers).mapToObj(this::phone).toList();
    }

    /**
     * The phone of a follower.
     *
     * @throws IllegalArgumentException if nobody who ever followed has this OpenID
     */
    public Phone phone(String openId) {
        return phone(
                account.call(() -> account.followers().numberOf(openId))
                        .orElseThrow(() -> new IllegalArgumentException("no follower: " + openId)));
    }

    Phone phone(int number) {
        return new Phone(this, account, pushes, number);
    }

    /** Creates a tag on these followers and says its id. */
    public long createTag(String name, List<String> openIds) {
        return account.call(
                () -> {
                    long id = account.tags().create(name).id();
                    for (int i = 0; i < openIds.size(); i += MAX_TAGGED) {
                        int end = Math.min(i + MAX_TAGGED, openIds.size());
                        account.tags().tag(id, openIds.subList(i, end));
                    }
                    return id;
                });
    }

    /** What every mass send did to the phones, oldest first. */
    public List<Delivery> ledger() {
        return account.call(() -> account.massSends().ledger().entries()).stream()
                .map(Delivery::of)
                .toList();
    }

    /** The OpenIDs of followers who got the same content more than once; at most 1,000. */
    public List<String> receivedTwice() {
        return account.call(() -> account.massSends().ledger().duplicates(MAX_DUPLICATES)).stream()
                .map(duplicate -> account.followers().openId(duplicate.follower()))
                .toList();
    }

    /**
     * Sets the interface configuration, in plain mode.
     *
     * @throws IllegalStateException if the address does not pass the handshake; the message says
     *     what to check, and the old configuration stays
     */
    public void callback(URI url, String token) {
        try {
            pushes.configure(
                    account, new CallbackSettings(url, token, "", CallbackSettings.Mode.PLAIN));
        } catch (CallbackFailure failure) {
            throw new IllegalStateException(failure.text(), failure);
        }
    }

    /**
     * Sets the interface configuration with an EncodingAESKey: pushes are encrypted only.
     *
     * @throws IllegalArgumentException if the address does not pass the handshake
     */
    public void secureCallback(URI url, String token, String aesKey) {
        callback(url, token, aesKey, "safe");
    }

    /**
     * Sets the interface configuration with an EncodingAESKey: pushes come plain and encrypted.
     *
     * @throws IllegalArgumentException if the address does not pass the handshake
     */
    public void compatibleCallback(URI url, String token, String aesKey) {
        callback(url, token, aesKey, "compatible");
    }

    private void callback(URI url, String token, String aesKey, String mode) {
        var body = Json.object();
        body.putObject("callback")
                .put("url", url.toString())
                .put("token", token)
                .put("aesKey", aesKey)
                .put("mode", mode);
        change(body);
    }

    private void change(ObjectNode body) {
        door.call("PATCH", path(""), body);
    }

    private void change(String list, String... words) {
        var body = Json.object();
        List.of(words).forEach(body.putArray(list)::add);
        change(body);
    }

    /**
     * Switches behaviours on, by the names in the manual.
     *
     * @throws IllegalArgumentException if there is no switch of a name; the message has the nearest
     */
    public void switchOn(String... behaviours) {
        switches(true, behaviours);
    }

    /** Switches behaviours off, as {@link #switchOn}. */
    public void switchOff(String... behaviours) {
        switches(false, behaviours);
    }

    private void switches(boolean isOn, String... behaviours) {
        var body = Json.object();
        var switches = body.putObject("switches");
        List.of(behaviours).forEach(behaviour -> switches.put(behaviour, isOn));
        change(body);
    }

    /**
     * Sets one of the numbers that the manual lists as limits, for example {@code sendsPerDay}.
     *
     * @throws IllegalArgumentException if there is none of this name, or the number is illegal
     */
    public void limit(String name, int number) {
        var body = Json.object();
        body.putObject("limits").put(name, number);
        change(body);
    }

    /** Sets how often a call may be made in a day and in a minute. */
    public void limitCalls(String path, int daily, int perMinute) {
        var body = Json.object();
        body.putObject("limits").putObject(path).put("daily", daily).put("perMinute", perMinute);
        change(body);
    }

    /** What is taken from the account from now on: words of the manual, and paths of calls. */
    public void restrict(String... wordsAndPaths) {
        change("restrictions", wordsAndPaths);
    }

    /** Whether the account is verified (已认证). */
    public void verified(boolean isVerified) {
        change(Json.object().put("verified", isVerified));
    }

    /** Whether the account has WeChat Pay, so that its articles may carry links. */
    public void pay(boolean hasPay) {
        change(Json.object().put("pay", hasPay));
    }

    /** Whether sends by API wait for the administrator; see {@link #confirmSend}. */
    public void massProtection(boolean isOn) {
        change(Json.object().put("massProtection", isOn));
    }

    /** The addresses that get tokens; none lets all. */
    public void ipAllowlist(String... addresses) {
        change("ipAllowlist", addresses);
    }

    /** The mini programs that are linked with the account, by AppID. */
    public void miniPrograms(String... appIds) {
        change("miniPrograms", appIds);
    }

    /** The domains of pages that use the JS-SDK. */
    public void jsDomains(String... domains) {
        var body = Json.object();
        List.of(domains).forEach(body.putObject("domains").putArray("js")::add);
        change(body);
    }

    /** The domain of pages that ask for authorisation. */
    public void oauthDomain(String domain) {
        var body = Json.object();
        body.putObject("domains").put("oauth", domain);
        change(body);
    }

    /** What the reviewers say to the next mass sends, in this order; after that all pass. */
    public void nextSends(Verdict... verdicts) {
        var sends = Json.object().putArray("sends");
        for (var verdict : verdicts) {
            sends.addObject()
                    .put("status", verdict.status())
                    .put("errors", verdict.errors())
                    .put("unaccounted", verdict.unaccounted());
        }
        verdicts("sends", sends);
    }

    /** {@code publish_status} of the next publications, in this order, 0 to 6; 0 is success. */
    public void nextPublications(int... statuses) {
        var publications = Json.object().putArray("publications");
        IntStream.of(statuses).forEach(publications::add);
        verdicts("publications", publications);
    }

    /** Replaces one list and leaves the other. */
    private void verdicts(String name, ArrayNode list) {
        var path = path("/verdicts");
        door.call("PUT", path, door.get(path).set(name, list));
    }

    /**
     * Marks an article of a draft as a reprint, which the originality check (原创校验) will find.
     *
     * @param index its place in the draft, from 1
     * @param canReprint whether the original's author allows it
     */
    public void markReprint(String mediaId, int index, URI original, boolean canReprint) {
        var body =
                Json.object()
                        .put("mediaId", mediaId)
                        .put("index", index)
                        .put("canReprint", canReprint);
        body.putObject("original").put("url", original.toString());
        door.call("POST", path("/originality"), body);
    }

    /**
     * The administrator answers a protected send.
     *
     * @throws IllegalArgumentException if it does not wait for an answer
     */
    public void confirmSend(long msgId, boolean agreed) {
        door.call("POST", path("/mass/" + msgId + "/confirmation"), agreement(agreed));
    }

    /** The administrator answers where protected sends are refused until then. */
    public void confirmNextSend(boolean agreed) {
        door.call("POST", path("/mass/confirmation"), agreement(agreed));
    }

    /** The administrator answers about an address that wants a token. */
    public void confirmAddress(boolean agreed) {
        door.call("POST", path("/addresses/confirmation"), agreement(agreed));
    }

    private static ObjectNode agreement(boolean agreed) {
        return Json.object().put("agreed", agreed);
    }

    /** Everything with a public page, newest first. */
    public List<PublishedArticle> articles() {
        return publications()
                .valueStream()
                .flatMap(
                        found ->
                                found.path("articles")
                                        .valueStream()
                                        .map(
                                                article ->
                                                        new PublishedArticle(
                                                                this,
                                                                found.path("msgDataId").asLong(),
                                                                article)))
                .toList();
    }

    JsonNode publications() {
        return door.get(path("/publications?limit=10000")).path("publications");
    }

    /**
     * The bytes of a media id.
     *
     * @throws IllegalArgumentException if it cannot be used now
     */
    public byte[] media(String mediaId) {
        return door.bytes(path("/media/" + mediaId));
    }

    /** Adds a template by hand, as the website does, and says its id. */
    public String addTemplate(String title, String content) {
        var body = Json.object().put("title", title).put("content", content);
        return door.call("POST", path("/templates"), body).path("templateId").asString();
    }

    /** Adds a one-time subscription notice by hand and says its template id. */
    public String addNotice(String title, String content) {
        var body =
                Json.object()
                        .put("title", title)
                        .put("content", content)
                        .put("subscription", "one-time");
        return door.call("POST", path("/templates"), body).path("templateId").asString();
    }

    /** What becomes of the next template messages, for example {@code failed:user block}. */
    public void nextTemplateMessages(String outcome, int times) {
        var body = Json.object().put("status", outcome).put("times", times);
        door.call("POST", path("/templates/outcomes"), body);
    }

    /** Somebody new scans a QR code of the account and follows it. */
    public Phone scan(String ticket) {
        var person = door.call("POST", path("/scan"), Json.object().put("ticket", ticket));
        return phone(person.path("openid").asString());
    }

    /** This phone opens web pages of the account from now on, without being asked who it is. */
    public void visitor(Phone phone) {
        door.call("PUT", path("/visitor"), Json.object().put("openid", phone.openId()));
    }

    /**
     * Anything else that the control surface can do to this account, as JSON.
     *
     * @param path below {@code /_sandbox/accounts/{appid}}, for example {@code /website}
     * @param json the body, or an empty text
     * @throws IllegalArgumentException with the reason, if it is refused
     */
    public String control(String method, String path, String json) {
        var body = json.getBytes(StandardCharsets.UTF_8);
        return new String(door.send(method, path(path), body), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "account " + appId();
    }
}
