package io.qunfa.server.broadcast;

import io.qunfa.client.MsgDataId;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What statistics call an article, such as {@code 2247484106_1}.
 *
 * @param position from 1
 */
record ArticleName(MsgDataId articles, int position) {

    private static final Pattern NAME = Pattern.compile("([1-9]\\d{0,17})_([1-9]\\d?)");
    private static final Pattern IN_ADDRESS = Pattern.compile("[?&]mid=([1-9]\\d{0,17})(?:&|#|$)");

    static Optional<ArticleName> parse(String msgid) {
        var name = NAME.matcher(msgid);
        return name.matches()
                ? Optional.of(
                        new ArticleName(
                                new MsgDataId(Long.parseLong(name.group(1))),
                                Integer.parseInt(name.group(2))))
                : Optional.empty();
    }

    /** As the long addresses of articles tell it, for a send whose answer was lost. */
    static Optional<MsgDataId> inAddresses(ArticleResults articles) {
        return articles.items().stream()
                .flatMap(article -> Stream.ofNullable(article.url()))
                .map(IN_ADDRESS::matcher)
                .filter(address -> address.find())
                .map(address -> new MsgDataId(Long.parseLong(address.group(1))))
                .findFirst();
    }

    @Override
    public String toString() {
        return articles + "_" + position;
    }
}
