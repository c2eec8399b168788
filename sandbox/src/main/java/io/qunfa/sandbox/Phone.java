package io.qunfa.sandbox;

import io.qunfa.sandbox.callback.Pushes;
import io.qunfa.sandbox.world.OfficialAccount;
import io.qunfa.sandbox.world.PhoneMessage;
import java.util.List;

/** The phone of one follower, showing the chat with one account. */
public final class Phone {

    private final OfficialAccount account;
    private final Pushes pushes;
    private final int number;

    Phone(OfficialAccount account, Pushes pushes, int number) {
        this.account = account;
        this.pushes = pushes;
        this.number = number;
    }

    /** The follower's OpenID. */
    public String openId() {
        return account.followers().openId(number);
    }

    /** The follower's WeChat id, as {@code towxname} of a preview wants it. */
    public String weChatId() {
        return account.followers().wxName(number);
    }

    /** Everything the phone received, oldest first. */
    public List<ReceivedMessage> received() {
        return account.call(() -> account.phones().chat(number)).stream()
                .filter(line -> line.source() != PhoneMessage.Source.SAID)
                .map(ReceivedMessage::of)
                .toList();
    }

    /**
     * Says something to the account. Returns when the account's server has answered or failed once;
     * its reply is then among the {@link #received()} messages.
     */
    public void say(String text) {
        pushes.say(account, number, text);
    }

    /** Stops following; the account's server gets {@code unsubscribe}. */
    public void unfollow() {
        account.run(() -> account.unfollow(number));
    }

    /** Follows again; the account's server gets {@code subscribe}. */
    public void follow() {
        account.run(() -> account.followAgain(number));
    }

    @Override
    public String toString() {
        return "phone of " + openId();
    }
}
