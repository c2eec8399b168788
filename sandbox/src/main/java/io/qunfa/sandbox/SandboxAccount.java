package io.qunfa.sandbox;

import io.qunfa.sandbox.callback.CallbackFailure;
import io.qunfa.sandbox.callback.Pushes;
import io.qunfa.sandbox.world.CallbackSettings;
import io.qunfa.sandbox.world.OfficialAccount;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;

/** One Official Account of a sandbox. */
public final class SandboxAccount {

    /** As many as one call of the platform takes. */
    private static final int MAX_TAGGED = 50;

    private static final int MAX_DUPLICATES = 1_000;

    private final OfficialAccount account;
    private final Pushes pushes;

    SandboxAccount(OfficialAccount account, Pushes pushes) {
        this.account = account;
        this.pushes = pushes;
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
        return new Phone(account, pushes, number);
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

    @Override
    public String toString() {
        return "account " + appId();
    }
}
