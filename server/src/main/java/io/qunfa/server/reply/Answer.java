package io.qunfa.server.reply;

import io.qunfa.client.CustomerMessage;
import io.qunfa.client.MediaId;
import io.qunfa.client.Message;
import io.qunfa.client.callback.Reply;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What a follower is answered with. */
sealed interface Answer {

    /** The platform takes no more in an answer: 2047 bytes of UTF-8. */
    int MAX_TEXT_BYTES = 2047;

    /** As the answer to a push. */
    Reply reply(UnaryOperator<String> filled);

    /** As a message of its own; empty for what is no message. */
    Optional<CustomerMessage> message();

    record Text(String content) implements Answer {
        @Override
        public Reply reply(UnaryOperator<String> filled) {
            return new Reply.Text(filled.apply(content));
        }

        @Override
        public Optional<CustomerMessage> message() {
            return Optional.of(new Message.Text(content));
        }
    }

    record Image(MediaId media) implements Answer {
        @Override
        public Reply reply(UnaryOperator<String> filled) {
            return new Reply.Image(media);
        }

        @Override
        public Optional<CustomerMessage> message() {
            return Optional.of(new CustomerMessage.Image(media));
        }
    }

    record Voice(MediaId media) implements Answer {
        @Override
        public Reply reply(UnaryOperator<String> filled) {
            return new Reply.Voice(media);
        }

        @Override
        public Optional<CustomerMessage> message() {
            return Optional.of(new Message.Voice(media));
        }
    }

    /**
     * A video.
     *
     * @param thumb only a message of its own needs one
     */
    record Video(MediaId media, String title, String description, Optional<MediaId> thumb)
            implements Answer {
        @Override
        public Reply reply(UnaryOperator<String> filled) {
            return new Reply.Video(media, title, description);
        }

        @Override
        public Optional<CustomerMessage> message() {
            return thumb.map(
                    picture -> new CustomerMessage.Video(media, picture, title, description));
        }
    }

    record Music(String title, String description, String url, String hqUrl, MediaId thumb)
            implements Answer {
        @Override
        public Reply reply(UnaryOperator<String> filled) {
            return new Reply.Music(title, description, url, hqUrl, thumb);
        }

        @Override
        public Optional<CustomerMessage> message() {
            return Optional.of(new CustomerMessage.Music(title, description, url, hqUrl, thumb));
        }
    }

    /** Cards that open addresses. */
    record Links(List<Link> items) implements Answer {

        public Links {
            items = List.copyOf(items);
        }

        @Override
        public Reply reply(UnaryOperator<String> filled) {
            return new Reply.Links(
                    items.stream()
                            .map(
                                    link ->
                                            new Reply.Link(
                                                    link.title(),
                                                    link.description(),
                                                    link.pictureUrl(),
                                                    link.url()))
                            .toList());
        }

        /** A message of its own holds exactly one. */
        @Override
        public Optional<CustomerMessage> message() {
            var first = items.getFirst();
            return Optional.of(
                    new CustomerMessage.Link(
                            first.title(), first.description(), first.url(), first.pictureUrl()));
        }
    }

    /** A person takes over; the follower sees nothing of it. */
    record HandOver(Optional<String> agent) implements Answer {
        @Override
        public Reply reply(UnaryOperator<String> filled) {
            return new Reply.HandOver(agent);
        }

        @Override
        public Optional<CustomerMessage> message() {
            return Optional.empty();
        }
    }

    record Link(String title, String description, String pictureUrl, String url) {}
}
