package io.qunfa.client.callback;

import io.qunfa.client.MsgDataId;
import io.qunfa.client.MsgId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells the kinds of pushes apart. Event names are compared without case, because theirs has
 * varied; what cannot be read as its kind is kept as unknown rather than lost.
 */
final class PushReader {

    private static final String SCENE_PREFIX = "qrscene_";
    private static final String NOTICES_SENT = "SubscribeMsgSentEvent";

    private final XmlNode xml;
    private final Envelope envelope;

    private PushReader(XmlNode xml) {
        this.xml = xml;
        this.envelope = envelope(xml);
    }

    static Push read(XmlNode xml) {
        var reader = new PushReader(xml);
        try {
            return reader.push();
        } catch (IllegalArgumentException e) {
            return reader.unknown();
        }
    }

    private Push push() {
        var id = new MessageId(xml.word("MsgId"));
        return switch (messageType(xml)) {
            case "text" ->
                    new UserMessage.Text(
                            envelope, id, xml.text("Content"), xml.find("bizmsgmenuid"), article());
            case "image" ->
                    new UserMessage.Image(envelope, id, xml.text("PicUrl"), xml.text("MediaId"));
            case "voice" ->
                    new UserMessage.Voice(
                            envelope,
                            id,
                            xml.text("MediaId"),
                            xml.text("Format"),
                            xml.find("Recognition"),
                            xml.find("MediaId16K"));
            case "video" ->
                    new UserMessage.Video(
                            envelope, id, xml.text("MediaId"), xml.text("ThumbMediaId"));
            case "shortvideo" ->
                    new UserMessage.ShortVideo(
                            envelope, id, xml.text("MediaId"), xml.text("ThumbMediaId"));
            case "location" ->
                    new UserMessage.Location(
                            envelope,
                            id,
                            xml.decimal("Location_X"),
                            xml.decimal("Location_Y"),
                            (int) xml.number("Scale"),
                            xml.text("Label"));
            case "link" ->
                    new UserMessage.Link(
                            envelope,
                            id,
                            xml.text("Title"),
                            xml.text("Description"),
                            xml.text("Url"));
            case "event" -> event();
            default -> unknown();
        };
    }

    private Push event() {
        var name = eventName(xml);
        return switch (name) {
            case "subscribe" -> new Event.Subscribe(fromFollower(), scene());
            case "unsubscribe" -> new Event.Unsubscribe(fromFollower());
            case "scan" ->
                    new Event.Scan(
                            fromFollower(),
                            new Event.SceneCode(xml.text("EventKey"), xml.text("Ticket")));
            case "location" ->
                    new Event.LocationReport(
                            envelope,
                            xml.decimal("Latitude"),
                            xml.decimal("Longitude"),
                            xml.decimal("Precision"));
            case "masssendjobfinish" -> JobReader.massSend(envelope, xml);
            case "publishjobfinish", "freepublishjobfinish" -> JobReader.publish(envelope, xml);
            case "templatesendjobfinish" ->
                    new Event.TemplateSendJobFinished(
                            envelope, new MsgId(xml.number("MsgID")), xml.text("Status"));
            default -> menuEvent(name);
        };
    }

    private Push menuEvent(String name) {
        var key = xml.text("EventKey");
        var scanned = xml.in("ScanCodeInfo");
        var place = xml.in("SendLocationInfo");
        return switch (name) {
            case "click" -> new Event.MenuClick(envelope, key);
            case "view" -> new Event.MenuLink(envelope, key, menuId());
            case "view_miniprogram" -> new Event.MenuMiniProgram(envelope, key, menuId());
            case "scancode_push", "scancode_waitmsg" ->
                    new Event.MenuScan(
                            envelope,
                            key,
                            name.equals("scancode_waitmsg"),
                            scanned.text("ScanType"),
                            scanned.text("ScanResult"));
            case "pic_sysphoto", "pic_photo_or_album", "pic_weixin" ->
                    new Event.MenuPictures(envelope, name, key, pictures());
            case "location_select" ->
                    new Event.MenuLocation(
                            envelope,
                            key,
                            place.decimal("Location_X"),
                            place.decimal("Location_Y"),
                            (int) place.number("Scale"),
                            place.text("Label"),
                            place.text("Poiname"));
            default -> accountEvent(name);
        };
    }

    private Push accountEvent(String name) {
        return switch (name) {
            case "subscribe_msg_popup_event" ->
                    new Event.SubscriptionAnswered(envelope, choices("SubscribeMsgPopupEvent"));
            case "subscribe_msg_change_event" ->
                    new Event.SubscriptionChanged(envelope, choices("SubscribeMsgChangeEvent"));
            case "subscribe_msg_sent_event" -> new Event.SubscriptionSent(envelope, results());
            case "user_info_modified" ->
                    new Event.UserInfoModified(envelope, user(), xml.text("RevokeInfo"));
            case "user_authorization_revoke" ->
                    new Event.AuthorizationRevoked(envelope, user(), xml.text("RevokeInfo"));
            case "user_authorization_cancellation" ->
                    new Event.AuthorizationCancelled(envelope, user(), xml.text("RevokeInfo"));
            case "qualification_verify_success",
                    "naming_verify_success",
                    "annual_renew",
                    "verify_expired" ->
                    new Event.Verification(envelope, name, xml.number("ExpiredTime"));
            case "qualification_verify_fail", "naming_verify_fail" ->
                    new Event.VerificationFailed(
                            envelope, name, xml.number("FailTime"), xml.text("FailReason"));
            case "kf_create_session" ->
                    new Event.AgentSessionOpened(envelope, xml.text("KfAccount"));
            case "kf_close_session" ->
                    new Event.AgentSessionClosed(envelope, xml.text("KfAccount"));
            case "kf_switch_session" ->
                    new Event.AgentSessionHandedOver(
                            envelope, xml.text("FromKfAccount"), xml.text("ToKfAccount"));
            default -> unknown();
        };
    }

    /** Whoever follows, leaves or scans has to be somebody. */
    private Envelope fromFollower() {
        envelope.follower();
        return envelope;
    }

    private Push unknown() {
        return new Push.Unknown(
                isEvent(xml) ? withAllOfIt() : envelope,
                xml.word("MsgType"),
                xml.word("Event"),
                xml);
    }

    /** Nobody knows what tells events of an unknown kind apart. */
    private Envelope withAllOfIt() {
        return new Envelope(
                envelope.account(),
                envelope.sender(),
                envelope.createdAt(),
                envelope.kind(),
                String.join("\n", "event", xml.toString()));
    }

    private Optional<Event.SceneCode> scene() {
        var key = xml.text("EventKey");
        if (!key.startsWith(SCENE_PREFIX)) {
            return Optional.empty();
        }
        var scene = key.substring(SCENE_PREFIX.length());
        return Optional.of(new Event.SceneCode(scene, xml.text("Ticket")));
    }

    private Optional<UserMessage.ArticlePosition> article() {
        var articles = xml.number("MsgDataId");
        if (articles <= 0) {
            return Optional.empty();
        }
        return Optional.of(
                new UserMessage.ArticlePosition(new MsgDataId(articles), (int) xml.number("Idx")));
    }

    private Optional<String> menuId() {
        return xml.find("MenuId").or(() -> xml.find("MenuID"));
    }

    private List<String> pictures() {
        return xml.in("SendPicsInfo").in("PicList").children("item").stream()
                .map(item -> item.text("PicMd5Sum"))
                .toList();
    }

    private List<Event.SubscriptionChoice> choices(String element) {
        return lists(xml, element)
                .map(
                        item ->
                                new Event.SubscriptionChoice(
                                        item.text("TemplateId"),
                                        item.text("SubscribeStatusString"),
                                        item.text("PopupScene")))
                .toList();
    }

    private List<Event.SubscriptionResult> results() {
        return lists(xml, NOTICES_SENT)
                .map(
                        item ->
                                new Event.SubscriptionResult(
                                        item.text("TemplateId"),
                                        item.text("MsgID"),
                                        (int) item.number("ErrorCode"),
                                        item.text("ErrorStatus")))
                .toList();
    }

    /** In JSON the lists stand without the element around them. */
    private static Stream<XmlNode> lists(XmlNode xml, String element) {
        return xml.child(element).orElse(xml).children("List").stream();
    }

    private Event.AuthorizedUser user() {
        return new Event.AuthorizedUser(xml.text("OpenID"), xml.text("AppID"), xml.find("UnionID"));
    }

    private static Envelope envelope(XmlNode xml) {
        return new Envelope(
                xml.word("ToUserName"),
                xml.word("FromUserName"),
                xml.time("CreateTime"),
                kind(xml),
                identity(xml));
    }

    private static String kind(XmlNode xml) {
        return isEvent(xml) ? "event." + eventName(xml) : "message." + messageType(xml);
    }

    private static boolean isEvent(XmlNode xml) {
        return messageType(xml).equals("event");
    }

    private static String messageType(XmlNode xml) {
        return xml.word("MsgType").toLowerCase(Locale.ROOT);
    }

    private static String eventName(XmlNode xml) {
        return xml.word("Event").toLowerCase(Locale.ROOT);
    }

    /**
     * Messages have an id of their own; events are told apart by everything that tells them apart,
     * so that two jobs that finish in one second stay two. A message that lacks its id is the same
     * only if all of it is.
     */
    private static String identity(XmlNode xml) {
        var sender = xml.word("FromUserName");
        var id = xml.word("MsgId");
        if (!id.isEmpty()) {
            return String.join("\n", "message", sender, id);
        }
        return isEvent(xml)
                ? String.join("\n", "event", sender, event(xml))
                : String.join("\n", "message", xml.toString());
    }

    private static String event(XmlNode xml) {
        var parts =
                Stream.of(
                        xml.word("CreateTime"),
                        eventName(xml),
                        xml.text("EventKey"),
                        xml.word("MsgID"),
                        xml.in("PublishEventInfo").word("publish_id"));
        // Whose authorisation it is, and which notices: the sender and the second may be the same.
        var further =
                Stream.concat(
                                Stream.of(xml.word("OpenID")),
                                lists(xml, NOTICES_SENT).map(list -> list.word("MsgID")))
                        .filter(part -> !part.isEmpty());
        return Stream.concat(parts, further).collect(Collectors.joining("\n"));
    }
}
