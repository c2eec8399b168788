package io.qunfa.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.sandbox.Sandbox;
import io.qunfa.sandbox.SandboxAccount;
import io.qunfa.server.testing.Visitor.Answer;
import io.qunfa.server.work.WorkLoop;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * A sandbox of its own, its account connected to the server under test in both directions, and an
 * operator who administers it. Server and sandbox keep one time.
 */
public final class Stage implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(10);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Sandbox sandbox;
    private final SandboxAccount platform;
    private final Visitor operator;
    private final TestClock clock;
    private final List<WorkLoop> loops;
    private String account = "";
    private String accountName = "";
    private String callbackToken = "";
    private URI callback = URI.create("about:blank");

    Stage(
            Sandbox sandbox,
            SandboxAccount platform,
            Visitor operator,
            TestClock clock,
            List<WorkLoop> loops) {
        this.sandbox = sandbox;
        this.platform = platform;
        this.operator = operator;
        this.clock = clock;
        this.loops = loops;
    }

    Stage connect() {
        return connect("service");
    }

    Stage connect(String kind) {
        var connected =
                operator.post(
                        "/api/v1/accounts",
                        Map.of(
                                "name",
                                "stage",
                                "appId",
                                platform.appId(),
                                "appSecret",
                                platform.appSecret(),
                                "kind",
                                kind,
                                "verified",
                                true,
                                "platform",
                                sandbox.address().toString()));
        assertThat(connected.status()).as(connected.text()).isEqualTo(201);
        account = connected.json().path("id").asString();
        accountName = connected.json().path("name").asString();
        var settings = operator.get(path("/callback")).json();
        callback = URI.create(settings.path("address").asString());
        callbackToken = settings.path("token").asString();
        platform.callback(callback, callbackToken);
        return this;
    }

    Stage synchronize() {
        operator.post(path("/audience/synchronization"), Map.of());
        await(
                () -> operator.get(path("/audience")).json(),
                audience -> audience.at("/synchronization/state").asString().equals("done"));
        return this;
    }

    public Sandbox sandbox() {
        return sandbox;
    }

    public SandboxAccount platform() {
        return platform;
    }

    public Visitor operator() {
        return operator;
    }

    public String accountId() {
        return account;
    }

    public String accountName() {
        return accountName;
    }

    public URI callback() {
        return callback;
    }

    public String callbackToken() {
        return callbackToken;
    }

    /** An address of the account in the API. */
    public String path(String below) {
        return "/api/v1/accounts/" + account + below;
    }

    /**
     * Lets time pass for both sides. What is due at the platform has happened and was pushed, and
     * the server looks at once for what is due now.
     */
    public void pass(Duration duration) {
        clock.advance(duration);
        sandbox.clock().advance(duration);
        loops.forEach(WorkLoop::wake);
    }

    /** Breaks a path, or a push, once; see the effects of the sandbox's control surface. */
    public void breakOnce(String path, String effect) {
        breakTimes(1, path, effect);
    }

    public void breakTimes(int times, String path, String effect) {
        control(
                """
                {"faults":[{"path":"%s","times":%d,"effect":"%s"}]}
                """
                        .formatted(path, times, effect));
    }

    /** Makes a call answer this error once without doing anything. */
    public void refuseOnce(String path, int errcode) {
        control(
                """
                {"faults":[{"path":"%s","times":1,"effect":"errcode","errcode":%d}]}
                """
                        .formatted(path, errcode));
    }

    /** Makes a call do its work once and answer this error all the same. */
    public void lieOnce(String path, int errcode) {
        control(
                """
                {"faults":[{"path":"%s","times":1,"effect":"errcode","errcode":%d,
                            "processed":true}]}
                """
                        .formatted(path, errcode));
    }

    /** Orders these faults, and no others. */
    public void control(String faults) {
        control("PUT", "/_sandbox/faults", faults);
    }

    /** Changes the account at the platform. */
    public void patchPlatform(String change) {
        control("PATCH", "/_sandbox/accounts/" + platform().appId(), change);
    }

    /** Calls the control surface of the sandbox. */
    public void control(String method, String path, String body) {
        var request =
                HttpRequest.newBuilder(sandbox.address().resolve(path))
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    public static Map<String, Object> text(String content) {
        return Map.of("kind", "text", "content", content);
    }

    public static Map<String, Object> everybody() {
        return Map.of("kind", "all");
    }

    public static Map<String, Object> tag(long id) {
        return Map.of("kind", "tag", "tagId", Long.toString(id));
    }

    public static Map<String, Object> list(List<String> openIds) {
        return Map.of("kind", "openIds", "openIds", openIds);
    }

    /** Writes a draft and says its id. */
    public String draft(String content, Map<String, Object> audience) {
        var draft =
                operator.post(
                        path("/broadcasts"),
                        Map.of("message", text(content), "audience", audience));
        assertThat(draft.status()).as(draft.text()).isEqualTo(201);
        return draft.json().path("id").asString();
    }

    public JsonNode plan(String broadcast) {
        return operator.get(path("/broadcasts/" + broadcast + "/plan")).json();
    }

    /** Sends a draft with the confirmation that its plan asks for. */
    public Answer send(String broadcast) {
        return operator.post(
                path("/broadcasts/" + broadcast + "/send"),
                Map.of("confirmation", plan(broadcast).path("confirmation")));
    }

    /** Writes a broadcast and lets it go. */
    public String sent(String content, Map<String, Object> audience) {
        var broadcast = draft(content, audience);
        var answer = send(broadcast);
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        return broadcast;
    }

    public JsonNode broadcast(String broadcast) {
        return operator.get(path("/broadcasts/" + broadcast)).json();
    }

    /** Waits until a broadcast is in this state. */
    public JsonNode await(String broadcast, String state) {
        return await(
                () -> broadcast(broadcast), found -> found.path("state").asString().equals(state));
    }

    /** Waits until the first call of a broadcast is in this state. */
    public JsonNode awaitCall(String broadcast, String state) {
        return await(
                () -> broadcast(broadcast),
                found -> found.at("/calls/0/state").asString().equals(state));
    }

    /** Looks again and again until it is as wished. */
    public static <T> T await(Supplier<T> look, Predicate<T> wished) {
        return await(PATIENCE, look, wished);
    }

    /** Looks again and again, but not longer than this. */
    public static <T> T await(Duration patience, Supplier<T> look, Predicate<T> wished) {
        var deadline = System.nanoTime() + patience.toNanos();
        var seen = look.get();
        while (!wished.test(seen)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + patience + "; last seen: " + seen);
            }
            LockSupport.parkNanos(POLL.toNanos());
            seen = look.get();
        }
        return seen;
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
