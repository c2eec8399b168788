package io.qunfa.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.server.testing.ServerTest;
import io.qunfa.server.testing.Stage;
import io.qunfa.server.testing.Stages;
import io.qunfa.server.testing.Visitor;
import io.qunfa.server.testing.Visitor.Answer;
import io.qunfa.server.testing.Visitors;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Signing visitors in and pages, against the sandbox. */
@ServerTest
final class WebIT {

    private static final String DOMAIN = "shop.example.com";
    private static final String RETURN = "https://shop.example.com/welcome?a=b";

    private final Stage stage;
    private final Visitors visitors;
    private final JdbcClient jdbc;
    private final Visitor browser;
    private JsonNode site;
    private String secret = "";

    WebIT(@Autowired Stages stages, @Autowired Visitors visitors, @Autowired JdbcClient jdbc) {
        this.stage = stages.withFollowers(1);
        this.visitors = visitors;
        this.jdbc = jdbc;
        this.browser = visitors.stranger();
        var made = addSite(DOMAIN).json();
        this.site = made.path("site");
        this.secret = made.path("secret").asString();
    }

    @BeforeEach
    void configureThePlatform() {
        var sites = stage.operator().get(stage.path("/sites")).json();
        control(
                "PATCH",
                "",
                """
                {"domains":{"js":["%s"],"oauth":"%s"}}
                """
                        .formatted(DOMAIN, sites.path("authorizationDomain").asString()));
        visits(openId());
    }

    @AfterEach
    void closeTheStage() {
        stage.close();
    }

    @Test
    void a_site_learns_who_its_visitor_is() {
        var ticket = ticket(back(login("base")));

        var visitor = redeem(ticket, secret);

        assertThat(visitor.status()).as(visitor.text()).isEqualTo(200);
        assertThat(visitor.json().path("openId").asString()).isEqualTo(openId());
        assertThat(visitor.json().path("nickname").isNull()).isTrue();
        assertThat(visitor.json().path("snapshot").asBoolean()).isFalse();
    }

    @Test
    void a_profile_comes_with_the_scope_that_asks_for_it() {
        var visitor = redeem(ticket(back(login("profile"))), secret).json();

        assertThat(visitor.path("nickname").asString()).isNotBlank();
    }

    @Test
    void the_site_gets_its_own_state_and_query_back() {
        var address = back(login("base", "state=" + encoded("x&y=z")));

        assertThat(address.toString()).startsWith(RETURN + "&ticket=");
        assertThat(address.getRawQuery()).endsWith("&state=x%26y%3Dz");
    }

    @Test
    void a_ticket_works_once_with_the_secret_of_its_site_and_for_a_minute() {
        var other = addSite("other.example.com").json();
        var ticket = ticket(back(login("base")));

        assertThat(redeem(ticket, "wrong").code()).isEqualTo("site-secret-wrong");
        assertThat(redeem(other.path("site"), ticket, other.path("secret").asString()).code())
                .isEqualTo("visit-ticket-gone");
        assertThat(redeem(ticket, secret).status()).isEqualTo(200);
        assertThat(redeem(ticket, secret).code()).isEqualTo("visit-ticket-gone");

        var late = ticket(back(login("base")));
        stage.pass(Duration.ofSeconds(61));
        assertThat(redeem(late, secret).code()).isEqualTo("visit-ticket-gone");
    }

    @Test
    void a_visit_ends_once_and_only_in_the_browser_in_which_it_began() {
        var callback = throughThePlatform(login("base"));

        var elsewhere = visitors.stranger().get(callback.toString());
        assertThat(elsewhere.status()).isEqualTo(400);
        assertThat(elsewhere.text()).contains("visit-over").contains("<h1>");

        assertThat(browser.get(callback.toString()).status()).isEqualTo(303);
        assertThat(browser.get(callback.toString()).text()).contains("visit-over");
    }

    @Test
    void two_pages_sign_in_at_once_in_one_browser() {
        var first = throughThePlatform(login("base"));
        var second = throughThePlatform(login("base"));

        assertThat(browser.get(first.toString()).status()).isEqualTo(303);
        assertThat(browser.get(second.toString()).status()).isEqualTo(303);
    }

    @Test
    void a_visit_that_takes_too_long_is_over() {
        var callback = throughThePlatform(login("base"));

        stage.pass(Visits.PATIENCE.plusSeconds(1));

        assertThat(browser.get(callback.toString()).text()).contains("visit-over");
    }

    @Test
    void a_forged_code_is_told_to_the_visitor_in_their_language() {
        var state = query(location(login("base")), "state");
        var path = "/web/" + key() + "/callback?code=forged&state=" + state;

        var page = browser.with("Accept-Language", "zh-CN").get(path);

        assertThat(page.text()).contains("visit-over").contains("本次登录已失效");
        assertThat(page.header("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("default-src 'none'"));
    }

    @Test
    void visitors_are_sent_back_to_the_domain_of_the_site_and_nowhere_else() {
        for (var address :
                new String[] {
                    "https://pay.example.com/",
                    "https://shop.example.com.evil.org/",
                    "https://shop.example.com@evil.org/",
                    "javascript:alert(1)",
                    ""
                }) {
            var page = browser.get(path("login") + "?return=" + encoded(address));
            assertThat(page.status()).as(address).isEqualTo(400);
            assertThat(page.text()).contains("return-not-allowed");
        }
    }

    @Test
    void a_page_is_signed_as_the_platform_wants_it() {
        var url = "https://shop.example.com/item?id=1";
        var signed = sign(url, "https://shop.example.com");

        assertThat(signed.status()).as(signed.text()).isEqualTo(200);
        assertThat(signed.header("Access-Control-Allow-Origin"))
                .hasValue("https://shop.example.com");
        var json = signed.json();
        assertThat(json.path("timestamp").isNumber()).isTrue();
        assertThat(configured(url, json)).contains("config:ok");
    }

    @Test
    void pages_elsewhere_are_neither_signed_nor_allowed_to_ask() {
        var url = "https://shop.example.com/";

        assertThat(sign(url, "https://evil.org").code()).isEqualTo("origin-not-registered");
        assertThat(sign(url, "null").code()).isEqualTo("origin-not-registered");
        assertThat(sign("https://evil.org/", "https://shop.example.com").status()).isEqualTo(422);
    }

    @Test
    void the_ticket_is_fetched_once_however_many_ask() throws Exception {
        var calls = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < 16; i++) {
            calls.add(
                    () ->
                            visitors.stranger()
                                    .get(
                                            path("signature")
                                                    + "?url="
                                                    + encoded("https://" + DOMAIN + "/"))
                                    .status());
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(calls)) {
                assertThat(answer.get()).isEqualTo(200);
            }
        }

        assertThat(ticketCalls()).isEqualTo(1);
    }

    @Test
    void a_secret_is_told_once_and_ends_when_it_is_renewed() {
        var ticket = ticket(back(login("base")));

        var renewed =
                stage.operator()
                        .post(stage.path("/sites/" + id() + "/secret"), Map.of())
                        .json()
                        .path("secret")
                        .asString();

        assertThat(redeem(ticket, secret).code()).isEqualTo("site-secret-wrong");
        assertThat(redeem(ticket, renewed).status()).isEqualTo(200);
        assertThat(stage.operator().get(stage.path("/sites")).text()).doesNotContain(renewed);
    }

    @Test
    void a_domain_is_registered_once() {
        assertThat(addSite(DOMAIN).code()).isEqualTo("site-exists");
        assertThat(addSite("https://" + DOMAIN).json().at("/errors/0/code").asString())
                .isEqualTo("domain-with-scheme");
    }

    private Answer addSite(String domain) {
        return stage.operator()
                .post(stage.path("/sites"), Map.of("name", "Shop", "domain", domain));
    }

    private Answer login(String scope) {
        return login(scope, "");
    }

    private Answer login(String scope, String more) {
        return browser.get(
                path("login") + "?scope=" + scope + "&return=" + encoded(RETURN) + "&" + more);
    }

    /** Where the platform sends the visitor. */
    private URI throughThePlatform(Answer begun) {
        assertThat(begun.status()).as(begun.text()).isEqualTo(302);
        var authorize = location(begun);
        try (var http = HttpClient.newHttpClient()) {
            var sent =
                    http.send(HttpRequest.newBuilder(authorize).build(), BodyHandlers.ofString());
            assertThat(sent.statusCode()).as(sent.body()).isEqualTo(302);
            return URI.create(sent.headers().firstValue("Location").orElseThrow());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private URI back(Answer begun) {
        var ended = browser.get(throughThePlatform(begun).toString());
        assertThat(ended.status()).as(ended.text()).isEqualTo(303);
        return location(ended);
    }

    private static URI location(Answer answer) {
        return URI.create(answer.header("Location").orElseThrow());
    }

    private static String ticket(URI address) {
        return query(address, "ticket");
    }

    private static String query(URI address, String name) {
        for (var pair : address.getRawQuery().split("&", -1)) {
            if (pair.startsWith(name + "=")) {
                return pair.substring(name.length() + 1);
            }
        }
        throw new AssertionError("no " + name + " in " + address);
    }

    private Answer redeem(String ticket, String with) {
        return redeem(site, ticket, with);
    }

    private Answer redeem(JsonNode at, String ticket, String with) {
        var path = URI.create(at.path("ticketAddress").asString()).getPath();
        return visitors.stranger()
                .with("Authorization", "Bearer " + with)
                .post(path, Map.of("ticket", ticket));
    }

    private Answer sign(String url, String origin) {
        return visitors.stranger()
                .with("Origin", origin)
                .get(path("signature") + "?url=" + encoded(url));
    }

    private String configured(String url, JsonNode signed) {
        return control(
                "POST",
                "/js-config",
                """
                {"url":"%s","nonceStr":"%s","timestamp":"%s","signature":"%s"}
                """
                        .formatted(
                                url,
                                signed.path("nonceStr").asString(),
                                signed.path("timestamp").asLong(),
                                signed.path("signature").asString()));
    }

    private void visits(String openId) {
        control("PUT", "/visitor", "{\"openid\":\"%s\"}".formatted(openId));
    }

    private String control(String method, String below, String body) {
        var address =
                stage.sandbox()
                        .address()
                        .resolve("/_sandbox/accounts/" + stage.platform().appId() + below);
        var request =
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
            return answer.body();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private int ticketCalls() {
        return jdbc.sql(
                        """
                        SELECT count(*) FROM account.call_log
                        WHERE account_id = CAST(:account AS uuid)
                          AND path = '/cgi-bin/ticket/getticket'
                        """)
                .param("account", stage.accountId())
                .query(Integer.class)
                .single();
    }

    private String openId() {
        return stage.platform().followers(1).getFirst();
    }

    private String path(String below) {
        return "/web/" + key() + "/" + id() + "/" + below;
    }

    private String id() {
        return site.path("id").asString();
    }

    private String key() {
        return URI.create(site.path("loginAddress").asString()).getPath().split("/", -1)[2];
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
