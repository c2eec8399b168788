package io.qunfa.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
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

    private final ChildSandbox sandbox;
    private final ConnectedServer server;

    private MillionRecipients(ChildSandbox sandbox, ConnectedServer server) {
        this.sandbox = sandbox;
        this.server = server;
    }

    /** Takes the number of runs; needs the packaged server. */
    public static void main(String... arguments) throws Exception {
        int runs = arguments.length == 0 ? 3 : Integer.parseInt(arguments[0]);
        try (var sandbox = ChildSandbox.start(RECIPIENTS + SERVED_BEFORE, "-Xmx512m")) {
            try (var server = ConnectedServer.start(sandbox, PATIENCE)) {
                new MillionRecipients(sandbox, server).measure(runs);
                System.out.printf("  heap: at most %d MiB%n", server.requireHeapKept());
            }
            System.out.println(
                    Figures.of("the same by a WxJava loop", "s", wxJava(sandbox)).report());
        }
    }

    private void measure(int runs) throws IOException, InterruptedException {
        server.liftLimits();
        server.clock("{\"rate\":30}");
        var seconds = new double[runs];
        for (int run = 0; run < runs; run++) {
            server.synchronize();
            var key = "{\"onceOnlyKey\":\"run-%d\"}".formatted(run);
            send(two(), key);
            long begun = System.nanoTime();
            var broadcast = send("{\"kind\":\"all\"}", key);
            seconds[run] = (System.nanoTime() - begun) / 1e9;
            server.requireResult(broadcast, "delivered", RECIPIENTS);
            server.clock("{\"advance\":\"PT768H\"}");
            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
        }
        System.out.println(
                Figures.of("1,000,000 by OpenID, composed to reported", "s", seconds).report());
        System.out.printf("  each run: %s%n", Arrays.toString(seconds));
    }

    /** Who had the key before is left out of what goes to everybody, so that goes by list. */
    private String two() throws IOException, InterruptedException {
        return "{\"kind\":\"openIds\",\"openIds\":[%s]}"
                .formatted(
                        sandbox.followers(SERVED_BEFORE).stream()
                                .map(openId -> '"' + openId + '"')
                                .collect(Collectors.joining(",")));
    }

    private String send(String audience, String options) throws IOException, InterruptedException {
        var broadcast = server.draft("to a million", audience, options);
        server.send(broadcast, server.get(broadcast + "/plan"));
        server.await(broadcast + "/result", "^\\{\"state\":\"finished\"");
        return broadcast;
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
