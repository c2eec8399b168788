package io.qunfa.server.web;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.web.util.UriUtils;

/**
 * Where a visitor goes back to. What the site wrote stays as it is, encoded as it was; a ticket or
 * state that is in it already goes, for whoever made the link could have put theirs there.
 */
final class ReturnAddress {

    private static final String TICKET = "ticket";
    private static final String STATE = "state";

    private ReturnAddress() {}

    static URI with(URI address, String ticket, String siteState) {
        var whole = address.toASCIIString();
        var end = whole.indexOf('#') < 0 ? whole.length() : whole.indexOf('#');
        var question = whole.substring(0, end).indexOf('?');
        var parameters = new ArrayList<String>();
        if (question >= 0) {
            kept(whole.substring(question + 1, end), siteState).forEach(parameters::add);
        }
        parameters.add(TICKET + "=" + ticket);
        if (!siteState.isEmpty()) {
            parameters.add(STATE + "=" + UriUtils.encode(siteState, StandardCharsets.UTF_8));
        }
        return URI.create(
                whole.substring(0, question < 0 ? end : question)
                        + "?"
                        + String.join("&", parameters)
                        + whole.substring(end));
    }

    private static Stream<String> kept(String query, String siteState) {
        var ours = siteState.isEmpty() ? List.of(TICKET) : List.of(TICKET, STATE);
        return Stream.of(query.split("&"))
                .filter(parameter -> !parameter.isEmpty())
                .filter(parameter -> !ours.contains(name(parameter)));
    }

    private static String name(String parameter) {
        var equals = parameter.indexOf('=');
        return UriUtils.decode(
                equals < 0 ? parameter : parameter.substring(0, equals), StandardCharsets.UTF_8);
    }
}
