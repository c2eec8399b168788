package io.qunfa.sandbox.control;

import io.qunfa.sandbox.http.Answer;
import io.qunfa.sandbox.web.JsSignature;
import io.qunfa.sandbox.wire.Json;
import io.qunfa.sandbox.world.Domains;
import io.qunfa.sandbox.world.OfficialAccount;
import java.util.OptionalInt;
import tools.jackson.databind.node.ObjectNode;

/** What a phone's browser does with an account's pages. */
final class WebControl {

    private final ControlledSandbox sandbox;

    WebControl(ControlledSandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** From now on this person opens pages, without being asked; {@code null} asks again. */
    Answer visitor(ControlRequest request) {
        var account = sandbox.account(request);
        var openId = request.body("openid").text("openid", "");
        account.run(
                () ->
                        account.relations()
                                .logins()
                                .visitor(
                                        openId.isEmpty()
                                                ? OptionalInt.empty()
                                                : OptionalInt.of(
                                                        FollowerControl.known(account, openId))));
        return ControlSurface.nothing();
    }

    /** What {@code wx.config} would say to these values on this page, and why. */
    Answer configure(ControlRequest request) {
        var account = sandbox.account(request);
        return ControlSurface.json(
                account.call(
                        () ->
                                configured(
                                        account,
                                        request.body(
                                                "url", "nonceStr", "timestamp", "signature"))));
    }

    private static ObjectNode configured(OfficialAccount account, ControlBody body) {
        var url = body.text("url");
        var domains = account.settings().jsDomains();
        if (domains.stream().noneMatch(domain -> Domains.coversScripts(domain, url))) {
            return Json.object()
                    .put("errMsg", "config:invalid url domain")
                    .put("sent", url)
                    .put("expected", "a page on or below one of " + domains);
        }
        var signature =
                new JsSignature(
                        account.relations()
                                .tickets()
                                .get("jsapi", account.clock().instant())
                                .value(),
                        body.text("nonceStr", ""),
                        body.textOrNumber("timestamp", ""),
                        url);
        if (!signature.value().equals(body.text("signature", ""))) {
            return Json.object()
                    .put("errMsg", "config:invalid signature")
                    .put("sent", body.text("signature", ""))
                    .put("expected", signature.value())
                    .put("string1", signature.text());
        }
        return Json.object().put("errMsg", "config:ok");
    }
}
