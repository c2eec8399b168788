package io.qunfa.sandbox;

import io.qunfa.sandbox.wire.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** State, ledgers and event log in one document, as the control surface gives them. */
final class SandboxReport {

    private static final String EVERYTHING = "limit=10000";

    private final ControlDoor door;

    SandboxReport(ControlDoor door) {
        this.door = door;
    }

    String write() {
        var accounts = get("accounts");
        var report = Json.object();
        report.set("state", get("state"));
        report.set("ledgers", ledgers(accounts));
        report.set("faults", get("faults"));
        report.set("requests", get("requests"));
        report.set("callbacks", get("callbacks"));
        return report.toPrettyString();
    }

    private ObjectNode ledgers(JsonNode accounts) {
        var ledgers = Json.object();
        for (var account : accounts.path("accounts")) {
            var appId = account.path("appid").asString();
            ledgers.set(appId, get("accounts/" + appId + "/ledger"));
        }
        return ledgers;
    }

    private JsonNode get(String what) {
        return door.get("/" + what + "?" + EVERYTHING);
    }
}
