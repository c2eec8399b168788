package io.qunfa.sandbox.web;

import io.qunfa.sandbox.http.Answer;
import io.qunfa.sandbox.world.Domains;
import io.qunfa.sandbox.world.OfficialAccount;
import io.qunfa.sandbox.world.WebLogins;
import io.qunfa.sandbox.world.World;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The pages of the platform that send their visitor back to the account's own: web authorisation,
 * the one-time subscription, and the tool that checks JS-SDK signatures.
 */
public final class AuthorizePages {

    private static final String AUTHORIZE = "/connect/oauth2/authorize";
    private static final String SUBSCRIBE = "/mp/subscribemsg";
    private static final String SIGNATURE = "/debug/cgi-bin/sandbox";
    private static final String REJECT = "reject";

    private final World world;

    public AuthorizePages(World world) {
        this.world = world;
    }

    public Map<String, PageHandler> handlers() {
        return Map.of(
                AUTHORIZE, this::authorize,
                SUBSCRIBE, this::subscribe,
                SIGNATURE, this::checkSignature);
    }

    /** {@code /connect/oauth2/authorize}: asks who is there, then sends them back with a code. */
    Answer.Whole authorize(Visit visit) {
        try {
            var authorization = Authorization.of(visit, world);
            if (visit.isPost()) {
                return answered(visit, authorization);
            }
            var visitor = authorization.account().relations().logins().visitor();
            boolean forced = visit.parameter("forcePopup").equals("true");
            return visitor.isPresent() && !forced
                    ? sendBack(authorization, visitor.getAsInt())
                    : ask(visit, authorization);
        } catch (Authorization.Refused refused) {
            visit.note("error page " + refused.code());
            return Page.of(visit, "problem.title")
                    .raw(refused.words())
                    .raw("错误码：" + refused.code())
                    .answer(200);
        }
    }

    private static Answer.Whole ask(Visit visit, Authorization authorization) {
        var account = authorization.account();
        boolean consent = authorization.scope().equals("snsapi_userinfo");
        var page =
                Page.of(visit, "authorize.title")
                        .raw(account.settings().name())
                        .text(consent ? "authorize.consent" : "authorize.base");
        var hidden = hidden(visit);
        account.run(() -> offer(page, account, hidden));
        PeopleChoice.of(account).withNewcomer().writeTo(page, AUTHORIZE, hidden);
        return page.form(AUTHORIZE, hidden)
                .button(REJECT, "1", page.words("authorize.reject"))
                .end()
                .answer(200);
    }

    /** Whose phone it is, is known: they are asked first. */
    private static void offer(Page page, OfficialAccount account, Map<String, String> hidden) {
        account.relations()
                .logins()
                .visitor()
                .ifPresent(
                        number -> {
                            var label =
                                    page.words("authorize.agree")
                                            .formatted(account.followers().wxName(number));
                            page.form(AUTHORIZE, hidden)
                                    .mainButton(
                                            PeopleChoice.FIELD,
                                            account.followers().openId(number),
                                            label)
                                    .end();
                        });
    }

    private static Map<String, String> hidden(Visit visit) {
        var fields = new LinkedHashMap<>(visit.parameters());
        fields.keySet().removeAll(Set.of(PeopleChoice.FIELD, REJECT));
        return fields;
    }

    private static Answer.Whole answered(Visit visit, Authorization authorization)
            throws Authorization.Refused {
        if (!visit.parameter(REJECT).isEmpty()) {
            return Page.of(visit, "authorize.title").text("authorize.rejected").answer(200);
        }
        var account = authorization.account();
        int number = account.call(() -> person(visit, account));
        return sendBack(authorization, number);
    }

    private static int person(Visit visit, OfficialAccount account) {
        return PeopleChoice.chosen(visit, account).orElseGet(account::meet);
    }

    private static Answer.Whole sendBack(Authorization authorization, int number)
            throws Authorization.Refused {
        authorization.requireVisitor(number);
        var grant = new WebLogins.Grant(number, authorization.scope(), authorization.snapshot());
        var account = authorization.account();
        var code = account.call(() -> account.relations().logins().authorize(grant));
        return redirect(authorization.target(code));
    }

    private static Answer.Whole redirect(String address) {
        return Answer.text(302, "").with("Location", address).with("Cache-Control", "no-store");
    }

    /** {@code /mp/subscribemsg?action=get_confirm}: agrees to one message of a scene. */
    Answer.Whole subscribe(Visit visit) {
        var account = world.find(visit.parameter("appid")).orElse(null);
        var target = visit.parameter("redirect_url");
        if (account == null || !isAllowed(account, target)) {
            visit.note("appid is unknown, or redirect_url is outside the JS domains: " + target);
            return Page.of(visit, "problem.title").raw("redirect_url").answer(200);
        }
        visit.concerns(account);
        if (!visit.isPost()) {
            var page =
                    Page.of(visit, "subscribe.title")
                            .raw(account.settings().name())
                            .text("subscribe.who");
            var hidden = hidden(visit);
            PeopleChoice.of(account).withNewcomer().writeTo(page, SUBSCRIBE, hidden);
            return page.form(SUBSCRIBE, hidden)
                    .button(REJECT, "1", Texts.of(visit.language(), "subscribe.cancel"))
                    .end()
                    .answer(200);
        }
        return redirect(Authorization.with(target, confirmed(visit, account)));
    }

    private static boolean isAllowed(OfficialAccount account, String target) {
        return account.settings().jsDomains().stream()
                .anyMatch(domain -> Domains.coversScripts(domain, target));
    }

    private static String confirmed(Visit visit, OfficialAccount account) {
        var scene = visit.parameter("scene");
        var common =
                "&template_id=%s&action=%s&scene=%s&reserved=%s"
                        .formatted(
                                Authorization.encode(visit.parameter("template_id")),
                                visit.parameter(REJECT).isEmpty() ? "confirm" : "cancel",
                                Authorization.encode(scene),
                                Authorization.encode(visit.parameter("reserved")));
        if (!visit.parameter(REJECT).isEmpty()) {
            return common.substring(1);
        }
        var openId =
                account.call(
                        () -> {
                            int number = person(visit, account);
                            account.relations().notifications().agree(number, "scene " + scene);
                            return account.followers().openId(number);
                        });
        return "openid=" + openId + common;
    }

    /** {@code /debug/cgi-bin/sandbox?t=jsapisign}: signs what is typed. */
    Answer.Whole checkSignature(Visit visit) {
        var signature =
                new JsSignature(
                        visit.parameter("jsapi_ticket"),
                        visit.parameter("noncestr"),
                        visit.parameter("timestamp"),
                        visit.parameter("url"));
        var page = Page.of(visit, "signature.title");
        if (visit.isPost()) {
            page.raw(signature.text()).raw(signature.value());
        }
        return page.form(SIGNATURE, Map.of("t", "jsapisign"))
                .field("jsapi_ticket", "signature.ticket", signature.ticket())
                .field("noncestr", "signature.noncestr", signature.nonce())
                .field("timestamp", "signature.timestamp", signature.timestamp())
                .field("url", "signature.url", signature.url())
                .button("sign", "1", Texts.of(visit.language(), "signature.check"))
                .end()
                .answer(200);
    }
}
