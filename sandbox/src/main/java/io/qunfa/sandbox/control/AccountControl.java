package io.qunfa.sandbox.control;

import io.qunfa.sandbox.callback.CallbackFailure;
import io.qunfa.sandbox.http.Answer;
import io.qunfa.sandbox.token.QuotaCalls;
import io.qunfa.sandbox.wire.DocumentedCalls;
import io.qunfa.sandbox.wire.Json;
import io.qunfa.sandbox.world.AccountKind;
import io.qunfa.sandbox.world.AccountSettings;
import io.qunfa.sandbox.world.CallbackSettings;
import io.qunfa.sandbox.world.Ledger;
import io.qunfa.sandbox.world.MassJob;
import io.qunfa.sandbox.world.OfficialAccount;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Accounts, their settings and their ledger. */
final class AccountControl {

    private final ControlledSandbox sandbox;

    AccountControl(ControlledSandbox sandbox) {
        this.sandbox = sandbox;
    }

    Answer list(ControlRequest request) {
        var body = Json.object();
        var list = body.putArray("accounts");
        var after = request.query("after");
        var accounts = sandbox.world().accounts();
        var ids = accounts.stream().map(OfficialAccount::appId).toList();
        int from = ids.indexOf(after) + 1;
        int to = Math.min(ids.size(), from + request.limit());
        accounts.subList(from, to)
                .forEach(account -> list.add(account.call(() -> AccountJson.write(account))));
        if (to < ids.size()) {
            body.put("next", ids.get(to - 1));
        } else {
            body.putNull("next");
        }
        return ControlSurface.json(body);
    }

    /** One account, or several in a list as they are listed. */
    Answer create(ControlRequest request) {
        if (!request.body().has("accounts")) {
            return ControlSurface.json(201, create(request.body()));
        }
        var body = Json.object();
        var list = body.putArray("accounts");
        request.body("accounts").list("accounts").forEach(json -> list.add(create(json)));
        return ControlSurface.json(201, body);
    }

    private ObjectNode create(JsonNode json) {
        var world = sandbox.world();
        var body = AccountJson.body(json);
        var blank = AccountSettings.of(AccountJson.kind(body), world.settings().switches());
        var account = world.create(AccountJson.readIdentity(body), AccountJson.read(body, blank));
        try {
            configureCallback(account, body);
        } catch (ControlProblem problem) {
            world.delete(account);
            throw problem;
        }
        return account.call(() -> AccountJson.write(account));
    }

    Answer get(ControlRequest request) {
        var account = sandbox.account(request);
        return ControlSurface.json(account.call(() -> AccountJson.write(account)));
    }

    /** All or nothing: a callback that fails its handshake leaves everything as it was. */
    Answer change(ControlRequest request) {
        var account = sandbox.account(request);
        var body = AccountJson.body(request.body());
        account.run(() -> AccountJson.requireSame(account, body));
        var changed = AccountJson.read(body, account.settings());
        configureCallback(account, body);
        account.run(() -> account.change(changed));
        return get(request);
    }

    private void configureCallback(OfficialAccount account, ControlBody body) {
        if (body.raw("callback").isNull()) {
            account.run(() -> account.callback(null));
        }
        if (!body.has("callback")) {
            return;
        }
        try {
            var old = account.callback().orElse(null);
            var candidate = AccountJson.readCallback(body, old);
            if (account.kind() == AccountKind.TEST
                    && candidate.mode() != CallbackSettings.Mode.PLAIN) {
                throw ControlProblem.badRequest(
                        "a test account knows the plain mode only: mode must be plain");
            }
            sandbox.pushes().configure(account, candidate);
        } catch (CallbackFailure failure) {
            throw ControlProblem.of(failure);
        }
    }

    Answer delete(ControlRequest request) {
        sandbox.world().delete(sandbox.account(request));
        return ControlSurface.nothing();
    }

    /** Which calls the account may make, how often, and how often it did today. */
    Answer permissions(ControlRequest request) {
        var account = sandbox.account(request);
        return ControlSurface.json(
                account.call(() -> QuotaCalls.describe(DocumentedCalls.read(), account)));
    }

    /** The administrator answers a send that waits under mass-send protection. */
    Answer confirm(ControlRequest request) {
        var account = sandbox.account(request);
        boolean agreed = request.body("agreed").flag("agreed");
        long msgId = request.id("msgid");
        account.run(() -> account.massSends().confirm(msgId, agreed));
        return ControlSurface.nothing();
    }

    /** The administrator answers about an address that wanted a token. */
    Answer confirmAddress(ControlRequest request) {
        var account = sandbox.account(request);
        boolean agreed = request.body("agreed").flag("agreed");
        account.run(() -> account.addresses().answer(agreed, account.clock().instant()));
        return ControlSurface.nothing();
    }

    /** The administrator answers where protected sends are refused until then. */
    Answer confirmNext(ControlRequest request) {
        var account = sandbox.account(request);
        boolean agreed = request.body("agreed").flag("agreed");
        account.run(() -> account.massSends().confirm(agreed));
        return ControlSurface.nothing();
    }

    /** The sends of the account, newest first, with how far each is. */
    Answer sends(ControlRequest request) {
        var account = sandbox.account(request);
        var body = Json.object();
        account.run(
                () -> {
                    var list = body.putArray("sends");
                    List.copyOf(account.massSends().all()).reversed().stream()
                            .limit(request.limit())
                            .forEach(job -> list.add(write(job)));
                });
        return ControlSurface.json(body);
    }

    private static ObjectNode write(MassJob job) {
        return Json.object()
                .put("msgId", job.msgId())
                .put("acceptedAt", job.acceptedAt().toString())
                .put("kind", job.audience().word())
                .put("state", job.state().name().toLowerCase(Locale.ROOT))
                .put("type", job.content().type())
                .put("content", job.content().text())
                .put("clientKey", job.clientKey());
    }

    Answer ledger(ControlRequest request) {
        var account = sandbox.account(request);
        var body = Json.object();
        if (request.query("duplicates").equals("true")) {
            account.run(() -> writeDuplicates(account, request.limit(), body));
        } else if (request.newest().isPresent()) {
            int size = request.newest().getAsInt();
            long before = request.number("before", Integer.MAX_VALUE);
            account.run(() -> writeNewest(account, before, size, body));
        } else {
            long after = request.number("after", 0);
            account.run(() -> writeLedger(account, after, request.limit(), body));
        }
        return ControlSurface.json(body);
    }

    /** Pages by position: msg_ids have two series and are in no order. */
    private static void writeLedger(
            OfficialAccount account, long after, int limit, ObjectNode body) {
        var entries = account.massSends().ledger().entries();
        var list = body.putArray("ledger");
        int from = (int) Math.min(after, entries.size());
        int to = Math.min(entries.size(), from + limit);
        entries.subList(from, to).forEach(entry -> list.add(write(entry)));
        if (to < entries.size()) {
            body.put("next", to);
        } else {
            body.putNull("next");
        }
    }

    private static void writeNewest(
            OfficialAccount account, long before, int size, ObjectNode body) {
        var entries = account.massSends().ledger().entries();
        var list = body.putArray("ledger");
        int to = Math.clamp(before, 0, entries.size());
        int from = Math.max(0, to - size);
        for (int at = to - 1; at >= from; at--) {
            list.add(write(entries.get(at)));
        }
        if (from > 0) {
            body.put("next", from);
        } else {
            body.putNull("next");
        }
    }

    private static ObjectNode write(Ledger.Entry entry) {
        var job = entry.job();
        var counts = job.counts();
        return Json.object()
                .put("msgId", job.msgId())
                .put("time", entry.at().toString())
                .put("acceptedAt", job.acceptedAt().toString())
                .put("kind", job.audience().word())
                .put("audience", counts.total())
                .put("eligible", counts.filter())
                .put("filtered", counts.total() - counts.filter())
                .put("delivered", entry.delivered())
                .put("failed", counts.error())
                .put("state", job.state().name().toLowerCase(Locale.ROOT))
                .put("type", job.content().type())
                .put("content", job.content().text())
                .put("contentDigest", entry.contentDigest())
                .put("clientKey", job.clientKey());
    }

    private static void writeDuplicates(OfficialAccount account, int limit, ObjectNode body) {
        var list = body.putArray("duplicates");
        for (var duplicate : account.massSends().ledger().duplicates(limit)) {
            var row =
                    list.addObject()
                            .put("openid", account.followers().openId(duplicate.follower()))
                            .put("contentDigest", duplicate.contentDigest());
            var ids = row.putArray("msgIds");
            duplicate.msgIds().forEach(ids::add);
        }
    }
}
