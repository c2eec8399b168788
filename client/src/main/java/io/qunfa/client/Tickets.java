package io.qunfa.client;

import java.time.Instant;
import java.time.InstantSource;

/**
 * Tickets that web pages are signed with. Keep one until it expires: the call is limited, and a
 * page must be signed with a ticket that still lives, two hours as a rule.
 *
 * @see <a href="https://developers.weixin.qq.com/doc/service/guide/h5/jssdk.html">JS-SDK使用权限签名算法,
 *     state of November 2026</a>
 */
public final class Tickets {

    private final Api api;
    private final InstantSource clock;

    Tickets(Api api, InstantSource clock) {
        this.api = api;
        this.clock = clock;
    }

    /** The ticket for the JS-SDK. */
    public Ticket jsApi() {
        return fetch("jsapi");
    }

    /** The ticket for coupons. */
    public Ticket card() {
        return fetch("wx_card");
    }

    private Ticket fetch(String type) {
        var askedAt = clock.instant();
        var query = Query.of("type", type);
        var answer = api.get("/cgi-bin/ticket/getticket", query, Issued.class);
        return new Ticket(answer.ticket, askedAt.plusSeconds(answer.expiresIn));
    }

    /**
     * A ticket. Its text form hides the value.
     *
     * @param value what pages are signed with
     */
    public record Ticket(String value, Instant expiresAt) {

        @Override
        public String toString() {
            return "Ticket[hidden, expiresAt=" + expiresAt + "]";
        }
    }

    record Issued(String ticket, long expiresIn) {

        Issued {
            Identifiers.require("ticket", ticket, Integer.MAX_VALUE);
        }

        @Override
        public String toString() {
            return "Issued[hidden]";
        }
    }
}
