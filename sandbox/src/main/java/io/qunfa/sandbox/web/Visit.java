package io.qunfa.sandbox.web;

import io.qunfa.sandbox.http.Request;
import io.qunfa.sandbox.world.OfficialAccount;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One request for a page, and what is noteworthy about it. */
public final class Visit {

    private final Request request;
    private final Map<String, String> parameters;
    private final List<String> notes = new ArrayList<>();
    private String appId = "";

    Visit(Request request) {
        this.request = request;
        this.parameters = request.parameters();
    }

    /** A query parameter or a field of the form; empty if it is absent. */
    public String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }

    public Map<String, String> parameters() {
        return parameters;
    }

    public boolean isPost() {
        return request.method().equals("POST");
    }

    public String path() {
        return request.path();
    }

    /** The host and port under which the visitor reached the sandbox. */
    public String host() {
        return request.header("host").orElse("127.0.0.1");
    }

    /** The visitor's language: zh, en or ja. */
    public String language() {
        var wanted = request.header("accept-language").orElse("").toLowerCase(Locale.ROOT);
        if (wanted.startsWith("ja")) {
            return "ja";
        }
        return wanted.startsWith("en") ? "en" : "zh";
    }

    /** Assigns the visit to an account in the event log. */
    public void concerns(OfficialAccount account) {
        appId = account.appId();
    }

    /** A line for the event log. */
    public void note(String line) {
        notes.add(line);
    }

    Request request() {
        return request;
    }

    String appId() {
        return appId;
    }

    List<String> notes() {
        return List.copyOf(notes);
    }
}
