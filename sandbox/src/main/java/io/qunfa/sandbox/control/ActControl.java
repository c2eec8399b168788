package io.qunfa.sandbox.control;

import io.qunfa.sandbox.http.Answer;
import io.qunfa.sandbox.qrcode.QrCodePages;
import io.qunfa.sandbox.wire.Json;
import io.qunfa.sandbox.world.Menu;
import io.qunfa.sandbox.world.Notice;
import io.qunfa.sandbox.world.OfficialAccount;
import io.qunfa.sandbox.world.PhoneMessage;
import io.qunfa.sandbox.world.QrCode;
import java.util.OptionalInt;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What the owner of a phone says and does. */
final class ActControl {

    /** These buttons send their material or open it; the account's server hears nothing. */
    private static final Set<String> SILENT =
            Set.of("media_id", "view_limited", "article_id", "article_view_limited");

    private final ControlledSandbox sandbox;

    ActControl(ControlledSandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** Says something, or lets something happen, as this follower. */
    Answer act(ControlRequest request) {
        var account = sandbox.account(request);
        var json = request.body();
        int number = FollowerControl.follower(account, request);
        if (!account.call(() -> account.followers().isFollowing(number))) {
            throw ControlProblem.badRequest("only followers can say something");
        }
        switch (json.path("type").asString("")) {
            case "event" ->
                    sandbox.pushes()
                            .act(
                                    account,
                                    number,
                                    account.call(() -> Deeds.event(json, account, number)));
            case "menu" -> tap(account, number, json);
            case "subscription" -> {
                account.run(() -> NotificationControl.subscription(account, number, json));
                sandbox.pushes().settle(account);
            }
            case "scan" -> {
                ControlBody.of(json, "type", "ticket", "url");
                scan(account, OptionalInt.of(number), json);
            }
            default ->
                    sandbox.pushes()
                            .say(
                                    account,
                                    number,
                                    account.call(() -> Utterances.read(json, account)));
        }
        return ControlSurface.json(202, Json.object());
    }

    private void tap(OfficialAccount account, int number, JsonNode json) {
        var body = ControlBody.of("", json, Deeds.MEMBERS_OF_TAPS);
        var name = body.text("button");
        var menu =
                account.call(() -> account.relations().menuOf(number))
                        .orElseThrow(() -> ControlProblem.badRequest("there is no menu"));
        var button = menu.find(name).orElseThrow(() -> ControlProblem.notFound("button " + name));
        if (button.type().isEmpty()) {
            return;
        }
        if (SILENT.contains(button.type())) {
            account.run(() -> showMaterial(account, number, button));
            return;
        }
        var deed =
                Deeds.tap(
                        menu,
                        button,
                        body,
                        (event, fields) ->
                                Notice.by(
                                        account,
                                        number,
                                        event,
                                        fields.toArray(Notice.Field[]::new)));
        sandbox.pushes().act(account, number, deed);
    }

    private static void showMaterial(OfficialAccount account, int number, Menu.Button button) {
        var id = button.property("media_id") + button.property("article_id");
        account.phones()
                .show(
                        number,
                        new PhoneMessage(
                                account.clock().instant(),
                                PhoneMessage.Source.REPLY,
                                account.content()
                                        .media()
                                        .find(id)
                                        .map(file -> file.kind().word())
                                        .orElse(button.type()),
                                id,
                                0,
                                new PhoneMessage.Card("", "", "", id)));
    }

    /** Somebody scans a code of the account: a follower, or somebody new without {@code openid}. */
    Answer scan(ControlRequest request) {
        var account = sandbox.account(request);
        var json = request.body();
        var openId = ControlBody.of(json, "openid", "ticket", "url").text("openid", "");
        var person =
                openId.isEmpty()
                        ? OptionalInt.empty()
                        : OptionalInt.of(
                                account.call(() -> FollowerControl.known(account, openId)));
        int number = scan(account, person, json);
        return ControlSurface.json(
                202,
                Json.object()
                        .put("openid", account.followers().openId(number))
                        .put("wxname", account.followers().wxName(number)));
    }

    private int scan(OfficialAccount account, OptionalInt person, JsonNode json) {
        int number = account.call(() -> scanned(account, person, json));
        sandbox.pushes().settle(account);
        return number;
    }

    private static int scanned(OfficialAccount account, OptionalInt person, JsonNode json) {
        var own = QrCodePages.OWN + account.identity().originalId();
        return json.path("url").asString("").endsWith(own)
                ? account.relations().scanOwnCode(person)
                : account.relations().scan(person, code(account, json));
    }

    private static QrCode code(OfficialAccount account, JsonNode json) {
        var codes = account.relations().qrCodes();
        var url = json.path("url").asString("");
        return codes.byTicket(json.path("ticket").asString(""))
                .or(() -> codes.byKey(url.substring(url.lastIndexOf('/') + 1)))
                .orElseThrow(() -> ControlProblem.notFound("QR code with this ticket or url"));
    }
}
