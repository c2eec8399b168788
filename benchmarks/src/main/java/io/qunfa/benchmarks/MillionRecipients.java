package io.qunfa.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import me.chanjar.weixin.mp.api.WxMpService;
import me.chanjar.weixin.mp.api.impl.WxMpServiceImpl;
import me.chanjar.weixin.mp.bean.WxMpMassOpenIdsMessage;
import me.chanjar.weixin.mp.config.WxMpHostConfig;
import me.chanjar.weixin.mp.config.impl.WxMpDefaultConfigImpl;

/**
 * One message to a million followers by OpenID: the packaged server from composing to the last
 * reported count, and then a plain loop with WxJava over the same followers, which knows no result,
 * no crash and no second attempt. Sandbox, PostgreSQL and server run on this machine; no limit of
 * the platform is in the way. The server's heap is limited to 384 MiB.
 */
final class MillionRecipients {

    private static final int RECIPIENTS = 1_000_000;
    private static final int SERVED_BEFORE = 2;
    private static final int LIST = 10_000;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final Pattern MEMBER = Pattern.compile("\"%s\"\\s*:\\s*\"?([^\",}\\]]*)");

    private final HttpClient http = HttpClient.newHttpClient();
    private final ChildSandbox sandbox;
    private final URI server;
    private final String token;
    private String account = "";

    private MillionRecipients(ChildSandbox sandbox, URI server, String token) {
        this.sandbox = sandbox;
        this.server = server;
        this.token = token;
    }

    /** Takes the number of runs; needs the packaged server. */
    public static void main(String... arguments) throws Exception {
        int runs = arguments.length == 0 ? 3 : Integer.parseInt(arguments[0]);
        var data = Files.createTempDirectory("qunfa-million");
        try (var sandbox = ChildSandbox.start(RECIPIENTS + SERVED_BEFORE, "-Xmx512m")) {
            int port = PackagedServer.freePort();
            var process =
                    PackagedServer.start(
                            data,
                            port,
                            List.of("-Xmx384m"),
                            "--clock",
                            sandbox.address().toString());
            try {
                PackagedServer.awaitReady(process, port);
                var token = Files.readString(data.resolve("cli.token")).strip();
                var address = URI.create("http://127.0.0.1:" + port);
                new MillionRecipients(sandbox, address, token).measure(runs);
            } finally {
                process.destroy();
                process.waitFor(1, TimeUnit.MINUTES);
            }
            System.out.println(
                    Figures.of("the same by a WxJava loop", "s", wxJava(sandbox)).report());
        } finally {
            PackagedServer.delete(data);
        }
    }

    private void measure(int runs) throws IOException, InterruptedException {
        connect();
        var seconds = new double[runs];
        for (int run = 0; run < runs; run++) {
            var key = "run-" + run;
            send(two(), key);
            long begun = System.nanoTime();
            var broadcast = send("{\"kind\":\"all\"}", key);
            seconds[run] = (System.nanoTime() - begun) / 1e9;
            require(broadcast, "delivered", RECIPIENTS);
            call("POST", sandbox.address(), "/_sandbox/clock", "{\"advance\":\"PT768H\"}");
            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
        }
        System.out.println(
                Figures.of("1,000,000 by OpenID, composed to reported", "s", seconds).report());
        System.out.printf("  each run: %s%n", java.util.Arrays.toString(seconds));
    }

    private void connect() throws IOException, InterruptedException {
        account = member(server("POST", "/api/v1/accounts", accountJson()), "id");
        var callback = server("GET", path("/callback"), "");
        platform(
                "{\"callback\":{\"url\":\"%s\",\"token\":\"%s\",\"mode\":\"plain\"}}"
                        .formatted(member(callback, "address"), member(callback, "token")));
        platform(
                """
                {"limits":{"recipientsPerMinute":2000000000,
                 "/cgi-bin/message/mass/send":{"daily":1000000,"perMinute":1000000}}}
                """);
        server("PUT", path("/delivery-pace"), "{\"callsPerMinute\":60000}");
        server("PUT", path("/broadcast-settings"), "{\"callsPerDay\":1000000}");
        call("POST", sandbox.address(), "/_sandbox/clock", "{\"rate\":30}");
        long begun = System.nanoTime();
        server("POST", path("/audience/synchronization"), "{}");
        await(path("/audience"), "\"state\"\\s*:\\s*\"done\"");
        System.out.printf("synchronised in %.1f s%n", (System.nanoTime() - begun) / 1e9);
    }

    private String accountJson() {
        return """
        {"name":"million","appId":"%s","appSecret":"%s","kind":"service","verified":true,
         "platform":"%s"}
        """
                .formatted(sandbox.appId(), sandbox.secret(), sandbox.address());
    }

    /** Who had the key before is left out of what goes to everybody, so that goes by list. */
    private String two() throws IOException, InterruptedException {
        return "{\"kind\":\"openIds\",\"openIds\":[%s]}"
                .formatted(
                        openIds().stream()
                                .map(openId -> '"' + openId + '"')
                                .collect(Collectors.joining(",")));
    }

    private List<String> openIds() throws IOException, InterruptedException {
        var page =
                call(
                        "GET",
                        sandbox.address(),
                        "/_sandbox/accounts/%s/followers?limit=%d"
                                .formatted(sandbox.appId(), SERVED_BEFORE),
                        "");
        return Pattern.compile("\"openid\":\"([^\"]+)\"")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private String send(String audience, String key) throws IOException, InterruptedException {
        var draft =
                server(
                        "POST",
                        path("/broadcasts"),
                        """
                        {"message":{"kind":"text","content":"to a million"},"audience":%s,
                         "options":{"onceOnlyKey":"%s"}}
                        """
                                .formatted(audience, key));
        var broadcast = path("/broadcasts/" + member(draft, "id"));
        var plan = server("GET", broadcast + "/plan", "");
        var confirmation = plan.substring(plan.indexOf("\"confirmation\""));
        server(
                "POST",
                broadcast + "/send",
                "{\"confirmation\":{\"accountName\":\"million\",\"recipients\":%s}}"
                        .formatted(member(confirmation, "recipients")));
        await(broadcast + "/result", "^\\{\"state\":\"finished\"");
        return broadcast;
    }

    private void require(String broadcast, String member, int expected)
            throws IOException, InterruptedException {
        var found = member(server("GET", broadcast + "/result", ""), member);
        if (!found.equals(Integer.toString(expected))) {
            throw new IllegalStateException(member + " is " + found);
        }
    }

    private void await(String path, String wished) throws IOException, InterruptedException {
        var pattern = Pattern.compile(wished);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        var seen = server("GET", path, "");
        while (!pattern.matcher(seen).find()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("not in time: " + seen);
            }
            LockSupport.parkNanos(LOOK.toNanos());
            seen = server("GET", path, "");
        }
    }

    private void platform(String change) throws IOException, InterruptedException {
        call("PATCH", sandbox.address(), "/_sandbox/accounts/" + sandbox.appId(), change);
    }

    private String server(String method, String path, String body)
            throws IOException, InterruptedException {
        return call(method, server, path, body);
    }

    private String call(String method, URI host, String path, String body)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(host.resolve(path))
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer " + token)
                        .method(method, BodyPublishers.ofString(body))
                        .build();
        var answer = http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        if (answer.statusCode() >= 300) {
            throw new IOException(method + " " + path + ": " + answer.body());
        }
        return answer.body();
    }

    private String path(String below) {
        return "/api/v1/accounts/" + account + below;
    }

    private static String member(String json, String name) {
        var found = Pattern.compile(MEMBER.pattern().formatted(name)).matcher(json);
        if (!found.find()) {
            throw new IllegalStateException("no " + name + " in " + json);
        }
        return found.group(1);
    }

    /** What a program does that knows nothing but the calls. */
    private static double wxJava(ChildSandbox sandbox) throws Exception {
        var service = service(sandbox);
        long begun = System.nanoTime();
        var openIds = new ArrayList<String>();
        var page = service.getUserService().userList(null);
        while (page.getCount() > 0 && openIds.size() < RECIPIENTS) {
            openIds.addAll(page.getOpenids());
            page = service.getUserService().userList(page.getNextOpenid());
        }
        double fetched = (System.nanoTime() - begun) / 1e9;
        begun = System.nanoTime();
        for (int from = 0; from < RECIPIENTS; from += LIST) {
            var message = new WxMpMassOpenIdsMessage();
            message.setMsgType("text");
            message.setContent("to a million, once more " + from);
            openIds.subList(from, from + LIST).forEach(message::addUser);
            service.getMassMessageService().massOpenIdsMessageSend(message);
        }
        System.out.printf("WxJava fetched the OpenIDs in %.1f s before%n", fetched);
        return (System.nanoTime() - begun) / 1e9;
    }

    private static WxMpService service(ChildSandbox sandbox) {
        var host = sandbox.address().toString();
        var hosts = new WxMpHostConfig();
        hosts.setApiHost(host);
        hosts.setOpenHost(host);
        hosts.setMpHost(host);
        var config = new WxMpDefaultConfigImpl();
        config.setAppId(sandbox.appId());
        config.setSecret(sandbox.secret());
        config.setHostConfig(hosts);
        var service = new WxMpServiceImpl();
        service.setWxMpConfigStorage(config);
        return service;
    }
}
