package io.qunfa.sandbox.control;

import io.qunfa.sandbox.http.Answer;
import io.qunfa.sandbox.http.HttpHandler;
import io.qunfa.sandbox.http.Request;
import io.qunfa.sandbox.wire.Json;
import io.qunfa.sandbox.world.Refusal;
import java.time.DateTimeException;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Dispatches the control surface and turns problems into answers. */
public final class ControlSurface implements HttpHandler {

    private static final int MAX_BODY_BYTES = 1024 * 1024;

    private final Routes routes;
    private final LocalCallers localCallers;

    public ControlSurface(ControlledSandbox sandbox) {
        this.localCallers = new LocalCallers(sandbox.bindAddress());
        var accounts = new AccountControl(sandbox);
        var followers = new FollowerControl(sandbox);
        var acts = new ActControl(sandbox);
        var people = new PeopleControl(sandbox);
        var web = new WebControl(sandbox);
        var notifications = new NotificationControl(sandbox);
        var state = new StateControl(sandbox);
        var descriptions = new DescriptionControl(sandbox);
        var journal = new JournalControl(sandbox.journal());
        var faults = new FaultControl(sandbox.faults());
        var account = "/_sandbox/accounts/{appid}";
        var follower = account + "/followers/{openid}";
        var content = new ContentControl(sandbox);
        var readers = new ReaderControl(sandbox);
        this.routes =
                new Routes()
                        .add("GET", "/_sandbox/openapi.json", descriptions::openApi)
                        .add("GET", "/_sandbox/collection.json", descriptions::collection)
                        .add("GET", "/_sandbox/state", state::state)
                        .add("POST", "/_sandbox/reset", state::reset)
                        .add("GET", "/_sandbox/snapshot", state::snapshot)
                        .add("PUT", "/_sandbox/snapshot", state::restore)
                        .add("GET", "/_sandbox/clock", state::clock)
                        .add("POST", "/_sandbox/clock", state::changeClock)
                        .add("GET", "/_sandbox/accounts", accounts::list)
                        .add("POST", "/_sandbox/accounts", accounts::create)
                        .add("GET", account, accounts::get)
                        .add("PATCH", account, accounts::change)
                        .add("DELETE", account, accounts::delete)
                        .add("POST", account + "/mass/{msgid}/confirmation", accounts::confirm)
                        .add("POST", account + "/mass/confirmation", accounts::confirmNext)
                        .add("POST", account + "/addresses/confirmation", accounts::confirmAddress)
                        .add("GET", account + "/permissions", accounts::permissions)
                        .add("GET", account + "/mass", accounts::sends)
                        .add("GET", account + "/ledger", accounts::ledger)
                        .add("POST", account + "/originality", content::markReprint)
                        .add("GET", account + "/verdicts", content::verdicts)
                        .add("PUT", account + "/verdicts", content::decide)
                        .add("PATCH", account + "/drafts/{mediaid}", content::changeDraft)
                        .add("GET", account + "/publications", content::publications)
                        .add("GET", account + "/media/{mediaid}", content::media)
                        .add("PATCH", account + "/media/{mediaid}", content::changeMedia)
                        .add("PATCH", account + "/publications/{msgdataid}", content::flag)
                        .add("POST", account + "/publications/{msgdataid}/reading", readers::crowd)
                        .add("POST", follower + "/reading", readers::reader)
                        .add("POST", follower + "/comments", readers::comment)
                        .add("DELETE", follower + "/comments", readers::withdraw)
                        .add("GET", account + "/followers", followers::list)
                        .add("POST", account + "/followers", followers::follow)
                        .add("DELETE", follower, followers::unfollow)
                        .add("GET", follower + "/messages", followers::messages)
                        .add("POST", follower + "/messages", acts::act)
                        .add("PUT", follower + "/preferences", people::preferences)
                        .add("GET", follower + "/menu", people::menu)
                        .add("POST", account + "/scan", acts::scan)
                        .add("GET", account + "/templates", notifications::list)
                        .add("POST", account + "/templates", notifications::add)
                        .add("POST", account + "/templates/outcomes", notifications::orderOutcomes)
                        .add("DELETE", account + "/templates/{templateid}", notifications::delete)
                        .add("PUT", account + "/visitor", web::visitor)
                        .add("POST", account + "/js-config", web::configure)
                        .add("PATCH", account + "/agents/{agent}", people::changeAgent)
                        .add("GET", account + "/windows", people::windows)
                        .add("PUT", account + "/windows", people::changeWindows)
                        .add("GET", account + "/website", people::website)
                        .add("PUT", account + "/website", people::setUpWebsite)
                        .add("GET", "/_sandbox/faults", faults::list)
                        .add("PUT", "/_sandbox/faults", faults::replace)
                        .add("DELETE", "/_sandbox/faults", faults::clear)
                        .add("GET", "/_sandbox/journal", journal::found)
                        .add("GET", "/_sandbox/requests", journal::requests)
                        .add("GET", "/_sandbox/callbacks", journal::callbacks)
                        .add("GET", "/_sandbox/events", journal::events);
    }

    /** What it offers: method and path. */
    public List<String> addresses() {
        return routes.addresses();
    }

    @Override
    public Answer handle(Request request) {
        try {
            localCallers.require(request);
            boolean isSnapshot = request.path().equals("/_sandbox/snapshot");
            if (!isSnapshot && request.body().length() > MAX_BODY_BYTES) {
                throw ControlProblem.badRequest("the body is larger than " + MAX_BODY_BYTES);
            }
            return routes.handle(request);
        } catch (ControlProblem problem) {
            return problem(problem.status(), problem.code(), problem.reason());
        } catch (Refusal refusal) {
            return problem(409, "refused", refusal.code() + " " + refusal.explanation().expected());
        } catch (IllegalArgumentException | DateTimeException e) {
            return problem(400, "bad-request", String.valueOf(e.getMessage()));
        }
    }

    private static Answer problem(int status, String code, String reason) {
        return json(status, Json.object().put("code", code).put("reason", reason));
    }

    static Answer json(int status, JsonNode body) {
        return Answer.of(status, "application/json", Json.bytes(body));
    }

    static Answer json(JsonNode body) {
        return json(200, body);
    }

    static Answer nothing() {
        return Answer.of(204, "application/json", new byte[0]);
    }
}
