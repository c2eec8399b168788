package io.qunfa.benchmarks;

import io.qunfa.client.Connections;
import io.qunfa.client.Credentials;
import io.qunfa.client.Endpoints;
import io.qunfa.client.Timeouts;
import io.qunfa.client.WeChat;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import me.chanjar.weixin.common.error.WxErrorException;
import me.chanjar.weixin.common.util.http.apache.DefaultApacheHttpClientBuilder;
import me.chanjar.weixin.mp.api.WxMpService;
import me.chanjar.weixin.mp.api.impl.WxMpServiceImpl;
import me.chanjar.weixin.mp.config.WxMpHostConfig;
import me.chanjar.weixin.mp.config.impl.WxMpDefaultConfigImpl;

/**
 * How many small calls a second the client makes, tags read and understood, and how many WxJava
 * makes of the same with as many threads and connections. The two take turns, so that what else the
 * machine does meets both.
 */
final class ClientCalls {

    private static final int THREADS = 32;
    private static final int RUNS = 7;
    private static final Duration WARM_UP = Duration.ofSeconds(6);
    private static final Duration RUN = Duration.ofSeconds(3);
    private static final int REQUIRED = 5_000;

    private ClientCalls() {}

    public static void main(String... arguments) throws Exception {
        try (var sandbox = ChildSandbox.start(1_000);
                var connections = Connections.open(Timeouts.DEFAULT, THREADS);
                var wechat = client(sandbox, connections)) {
            var others = wxJava(sandbox);
            Step ours = () -> require(wechat.tags().list().size());
            Step theirs = () -> require(others.getUserTagService().tagGet().size());
            run(ours, WARM_UP);
            run(theirs, WARM_UP);
            var our = new double[RUNS];
            var their = new double[RUNS];
            for (int turn = 0; turn < RUNS; turn++) {
                our[turn] = run(ours, RUN);
                their[turn] = run(theirs, RUN);
            }
            report(
                    Figures.of("client calls", "a second", our),
                    Figures.of("the same in WxJava", "a second", their));
        }
    }

    private static void report(Figures ours, Figures theirs) {
        System.out.println(ours.report());
        System.out.println(theirs.report());
        System.out.printf(Locale.ROOT, "ratio: %.2f%n", ours.median() / theirs.median());
        if (ours.median() < REQUIRED) {
            throw new IllegalStateException("fewer than " + REQUIRED + " a second");
        }
    }

    /** Repeats the step on every thread for so long; how often it was done each second. */
    private static double run(Step step, Duration duration) throws InterruptedException {
        var done = new LongAdder();
        long begun = System.nanoTime();
        long end = begun + duration.toNanos();
        var threads = new Thread[THREADS];
        for (int i = 0; i < THREADS; i++) {
            threads[i] = Thread.ofPlatform().start(() -> repeat(step, end, done));
        }
        for (var thread : threads) {
            thread.join();
        }
        return done.sum() * 1e9 / (System.nanoTime() - begun);
    }

    private static void repeat(Step step, long end, LongAdder done) {
        try {
            while (System.nanoTime() < end) {
                step.run();
                done.increment();
            }
        } catch (WxErrorException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void require(int tags) {
        if (tags == 0) {
            throw new IllegalStateException("an account has tags");
        }
    }

    private static WeChat client(ChildSandbox sandbox, Connections connections) {
        return WeChat.builder(Credentials.of(sandbox.appId(), sandbox.secret()))
                .endpoints(Endpoints.of(sandbox.address()))
                .connections(connections)
                .build();
    }

    private static WxMpService wxJava(ChildSandbox sandbox) throws IOException {
        var host = sandbox.address().toString();
        var hosts = new WxMpHostConfig();
        hosts.setApiHost(host);
        hosts.setOpenHost(host);
        hosts.setMpHost(host);
        var http = DefaultApacheHttpClientBuilder.get();
        http.setMaxConnPerHost(THREADS);
        http.setMaxTotalConn(THREADS);
        var config = new WxMpDefaultConfigImpl();
        config.setAppId(sandbox.appId());
        config.setSecret(sandbox.secret());
        config.setHostConfig(hosts);
        config.setApacheHttpClientBuilder(http);
        var service = new WxMpServiceImpl();
        service.setWxMpConfigStorage(config);
        return service;
    }

    /** One call, of whichever library. */
    private interface Step {
        void run() throws WxErrorException;
    }
}
