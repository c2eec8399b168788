package io.qunfa.client.callback;

import io.qunfa.client.MsgDataId;
import java.util.Optional;

/** A message that a follower sent to the account. Media ids are good for three days. */
public sealed interface UserMessage extends Push {

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

    record Video(Envelope envelope, MessageId id, String mediaId, String thumbMediaId)
            implements UserMessage {}

    record ShortVideo(Envelope envelope, MessageId id, String mediaId, String thumbMediaId)
            implements UserMessage {}

    record Location(
            Envelope envelope,
            MessageId id,
            double latitude,
            double longitude,
            int scale,
            String label)
            implements UserMessage {}

    record Link(Envelope envelope, MessageId id, String title, String description, String url)
            implements UserMessage {}

    /**
     * An article of a send.
     *
     * @param position from 1
     */
    record ArticlePosition(MsgDataId articles, int position) {}
}
