package io.qunfa.client.callback;

import io.qunfa.client.MsgDataId;
import java.util.Optional;

/** A message that a follower sent to the account. Media ids are good for three days. */
public sealed interface UserMessage extends Push {

    /** The platform's id of the message; the same when it is delivered again. */
    MessageId id();

    /**
     * Text, as typed.
     *
     * @param menuItem the item of a menu message the follower tapped instead of typing
     * @param article the article the text was sent from
     */
    record Text(
            Envelope envelope,
            MessageId id,
            String content,
            Optional<String> menuItem,
            Optional<ArticlePosition> article)
            implements UserMessage {}

    /**
     * A picture.
     *
     * @param url a copy on the platform's servers
     * @param mediaId for {@link io.qunfa.client.Media#download}
     */
    record Image(Envelope envelope, MessageId id, String url, String mediaId)
            implements UserMessage {}

    /**
     * A voice message.
     *
     * @param format {@code amr} or {@code speex}
     * @param recognized what was said, if speech recognition is on
     * @param mediaId16k the recording at 16 kHz
     */
    record Voice(
            Envelope envelope,
            MessageId id,
            String mediaId,
            String format,
            Optional<String> recognized,
            Optional<String> mediaId16k)
            implements UserMessage {}

    /**
     * A video.
     *
     * @param thumbMediaId its picture
     */
    record Video(Envelope envelope, MessageId id, String mediaId, String thumbMediaId)
            implements UserMessage {}

    /**
     * A video recorded in the chat, as older phones send it.
     *
     * @param thumbMediaId its picture
     */
    record ShortVideo(Envelope envelope, MessageId id, String mediaId, String thumbMediaId)
            implements UserMessage {}

    /**
     * A place.
     *
     * @param latitude in degrees
     * @param longitude in degrees
     * @param scale of the map, as the phone had it
     * @param label the place in words
     */
    record Location(
            Envelope envelope,
            MessageId id,
            double latitude,
            double longitude,
            int scale,
            String label)
            implements UserMessage {}

    /** A link, forwarded from elsewhere. */
    record Link(Envelope envelope, MessageId id, String title, String description, String url)
            implements UserMessage {}

    /**
     * An article of a send.
     *
     * @param position from 1
     */
    record ArticlePosition(MsgDataId articles, int position) {}
}
