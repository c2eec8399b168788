package io.qunfa.client.callback;

import io.qunfa.client.MsgId;
import java.util.List;
import java.util.Optional;

/** Something that happened, rather than something a follower said. */
public sealed interface Event extends Push
        permits MassSendJobFinished, PublishJobFinished, Event.Simple {

    /** The events that consist of a few values. */
    sealed interface Simple extends Event {}

    /**
     * Somebody began to follow the account.
     *
     * @param code the QR code that led here, if it was one with parameters
     */
    record Subscribe(Envelope envelope, Optional<SceneCode> code) implements Simple {}

    /** A follower left; their data has to be erased. */
    record Unsubscribe(Envelope envelope) implements Simple {}

    /** A follower scanned a QR code with parameters. */
    record Scan(Envelope envelope, SceneCode code) implements Simple {}

    /**
     * Where a follower is, on entering the chat or every five seconds in it.
     *
     * @param precision in metres
     */
    record LocationReport(Envelope envelope, double latitude, double longitude, double precision)
            implements Simple {}

    /**
     * A button of the menu was tapped.
     *
     * @param key as the menu says
     */
    record MenuClick(Envelope envelope, String key) implements Simple {}

    /**
     * A button of the menu has opened a page.
     *
     * @param menuId of a conditional menu
     */
    record MenuLink(Envelope envelope, String url, Optional<String> menuId) implements Simple {}

    /**
     * A button of the menu has opened a mini program.
     *
     * @param menuId of a conditional menu
     */
    record MenuMiniProgram(Envelope envelope, String page, Optional<String> menuId)
            implements Simple {}

    /**
     * A code scanned from the menu.
     *
     * @param awaitsReply whether the phone waits for a message of the account
     */
    record MenuScan(
            Envelope envelope, String key, boolean awaitsReply, String codeType, String result)
            implements Simple {}

    /**
     * Pictures sent from the menu; they follow as messages.
     *
     * @param source the event's name, which says where the pictures come from
     */
    record MenuPictures(Envelope envelope, String source, String key, List<String> md5s)
            implements Simple {
        public MenuPictures {
            md5s = List.copyOf(md5s);
        }
    }

    /**
     * A place sent from the menu; it follows as a message.
     *
     * @param latitude in degrees
     * @param longitude in degrees
     * @param placeName may be empty
     */
    record MenuLocation(
            Envelope envelope,
            String key,
            double latitude,
            double longitude,
            int scale,
            String label,
            String placeName)
            implements Simple {}

    /**
     * A template message has been handed to the phone, or not.
     *
     * @param status {@code success}, or {@code failed:} with the reason
     */
    record TemplateSendJobFinished(Envelope envelope, MsgId msgId, String status)
            implements Simple {

        /** Whether it was handed to the phone; nobody knows whether it was read. */
        public boolean succeeded() {
            return status.equals("success");
        }
    }

    /** A follower answered the question whether to receive notices. */
    record SubscriptionAnswered(Envelope envelope, List<SubscriptionChoice> choices)
            implements Simple {
        public SubscriptionAnswered {
            choices = List.copyOf(choices);
        }
    }

    /** A follower withdrew from notices in the settings. */
    record SubscriptionChanged(Envelope envelope, List<SubscriptionChoice> choices)
            implements Simple {
        public SubscriptionChanged {
            choices = List.copyOf(choices);
        }
    }

    /** Notices have been sent, or not. */
    record SubscriptionSent(Envelope envelope, List<SubscriptionResult> results) implements Simple {
        public SubscriptionSent {
            results = List.copyOf(results);
        }
    }

    /** Somebody who authorised a web page changed their profile. */
    record UserInfoModified(Envelope envelope, AuthorizedUser user, String revoked)
            implements Simple {}

    /** Somebody withdrew an authorisation given to a web page. */
    record AuthorizationRevoked(Envelope envelope, AuthorizedUser user, String revoked)
            implements Simple {}

    /** Somebody closed their WeChat account. */
    record AuthorizationCancelled(Envelope envelope, AuthorizedUser user, String revoked)
            implements Simple {}

    /**
     * A step of the account's verification went well, or it is about to expire.
     *
     * @param step the event's name in lower case, such as {@code annual_renew}
     * @param expiresAt Unix seconds as the platform writes them
     */
    record Verification(Envelope envelope, String step, long expiresAt) implements Simple {}

    /**
     * A step of the account's verification went wrong.
     *
     * @param step the event's name in lower case
     * @param failedAt Unix seconds as the platform writes them
     */
    record VerificationFailed(Envelope envelope, String step, long failedAt, String reason)
            implements Simple {}

    /**
     * An agent took a chat over.
     *
     * @param agent {@code name@alias}
     */
    record AgentSessionOpened(Envelope envelope, String agent) implements Simple {}

    /**
     * An agent ended a chat.
     *
     * @param agent {@code name@alias}
     */
    record AgentSessionClosed(Envelope envelope, String agent) implements Simple {}

    /** A chat went from one agent to another. */
    record AgentSessionHandedOver(Envelope envelope, String fromAgent, String toAgent)
            implements Simple {}

    /**
     * The value of a QR code with parameters.
     *
     * @param scene without the prefix {@code qrscene_}
     */
    record SceneCode(String scene, String ticket) {}

    /**
     * An answer to the question about one template.
     *
     * @param status {@code accept} or {@code reject}
     * @param scene 1 for a page, 2 for an article; empty if not told
     */
    record SubscriptionChoice(String templateId, String status, String scene) {}

    /**
     * What became of one notice.
     *
     * @param errorCode 0 if it was sent
     * @param status in the platform's words
     */
    record SubscriptionResult(String templateId, String msgId, int errorCode, String status) {}

    /**
     * Who authorised a web page.
     *
     * @param appId of the account
     */
    record AuthorizedUser(String openId, String appId, Optional<String> unionId) {}
}
