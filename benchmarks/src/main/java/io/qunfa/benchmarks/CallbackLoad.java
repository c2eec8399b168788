package io.qunfa.benchmarks;

import io.qunfa.protocol.CallbackSignature;
import io.qunfa.protocol.EncodingAesKey;
import io.qunfa.protocol.MessageCipher;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Callbacks at a fixed rate, each stored durably before it is answered: plain and encrypted, then
 * the same by WxJava's parser with an insert for each.
 */
final class CallbackLoad {

    private static final int CONNECTIONS = 256;
    private static final int WARM_UP_SECONDS = 10;
    private static final String NONCE = "1514711492";

    private final String token;
    private final String aesKey;
    private final String appId;
    private final String path;
    private final String account;
    private final MessageCipher cipher;
    private long messageId = 24_000_000_000_000_000L;

    private CallbackLoad(String token, String aesKey, String appId, String path, String account) {
        this.token = token;
        this.aesKey = aesKey;
        this.appId = appId;
        this.path = path;
        this.account = account;
        this.cipher = new MessageCipher(new EncodingAesKey(aesKey), appId, new SecureRandom());
    }

    /** Takes seconds, plain and encrypted callbacks a second; needs the packaged server. */
    public static void main(String... arguments) throws Exception {
        int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 30;
        int plain = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 8_000;
        int encrypted = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 6_000;
        var data = Files.createTempDirectory("qunfa-callbacks");
        try (var server = ServeProcess.start(data)) {
            var load = connect(server);
            load.warmUp(server.address(), "warm-up", plain, encrypted);
            load.measure(server, "plain", load.plain(plain * seconds), plain);
            load.measure(server, "encrypted", load.encrypted(encrypted * seconds), encrypted);
            load.runWxJava(data, seconds, plain, encrypted);
        } finally {
            PackagedServer.delete(data);
        }
    }

    private static CallbackLoad connect(ServeProcess server) throws Exception {
        try (var sandbox = ChildSandbox.start(10)) {
            var account =
                    server.call(
                            "POST",
                            "/api/v1/accounts",
                            """
                            {"name":"load","appId":"%s","appSecret":"%s","kind":"service",
                             "verified":true,"platform":"%s"}"""
                                    .formatted(
                                            sandbox.appId(), sandbox.secret(), sandbox.address()));
            var path = "/api/v1/accounts/" + text(account, "id");
            var settings = server.call("GET", path + "/callback", "");
            return new CallbackLoad(
                    text(settings, "token"),
                    text(settings, "aesKey"),
                    sandbox.appId(),
                    URI.create(text(settings, "address")).getPath(),
                    path);
        }
    }

    private static void run(
            InetSocketAddress address, String name, List<byte[]> requests, int perSecond)
            throws Exception {
        try (var loop = new OpenLoop(address, CONNECTIONS, requests)) {
            System.out.println(loop.run(perSecond).report(name));
        }
    }

    /** What every server of Java needs before it is as fast as it will be all day. */
    private void warmUp(InetSocketAddress address, String name, int plain, int encrypted)
            throws Exception {
        run(address, name, plain(plain * WARM_UP_SECONDS / 2), plain / 2);
        run(address, name, plain(plain * WARM_UP_SECONDS), plain);
        run(address, name, encrypted(encrypted * WARM_UP_SECONDS), encrypted);
    }

    private void measure(ServeProcess server, String name, List<byte[]> requests, int perSecond)
            throws Exception {
        var begun = server.cpuTime();
        run(server.address(), name, requests, perSecond);
        System.out.println(server.cpuTime().since(begun, requests.size()));
        awaitHandedOn(server);
    }

    /** How long it takes until all of it has been handed on. */
    private void awaitHandedOn(ServeProcess server) throws Exception {
        long begun = System.nanoTime();
        long begunWith = waiting(server);
        long left = begunWith;
        while (left > 0 && System.nanoTime() - begun < 60_000_000_000L) {
            Thread.sleep(20);
            left = waiting(server);
        }
        System.out.printf(
                "  %,d waited to be handed on; %,d after %.1f s%n",
                begunWith, left, (System.nanoTime() - begun) / 1e9);
    }

    private long waiting(ServeProcess server) throws Exception {
        var health = server.call("GET", account + "/pushes/health", "");
        return Long.parseLong(find("\"waiting\":(\\d+)", health));
    }

    private void runWxJava(Path data, int seconds, int plain, int encrypted) throws Exception {
        var child =
                new ProcessBuilder(
                                ChildSandbox.command(
                                        WxJavaReceiver.class,
                                        String.join(",", token, aesKey, appId, data.toString())))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try {
            int port = Integer.parseInt(child.inputReader().readLine());
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            warmUp(address, "WxJava, warm-up", plain, encrypted);
            run(address, "WxJava, plain", plain(plain * seconds), plain);
            run(address, "WxJava, encrypted", encrypted(encrypted * seconds), encrypted);
        } finally {
            child.destroy();
        }
    }

    private List<byte[]> plain(int count) {
        var timestamp = now();
        var query =
                "signature=%s&timestamp=%s&nonce=%s&openid=o1"
                        .formatted(CallbackSignature.of(token, timestamp, NONCE), timestamp, NONCE);
        var requests = new ArrayList<byte[]>(count);
        for (int i = 0; i < count; i++) {
            requests.add(request(query, message(i)));
        }
        return requests;
    }

    private List<byte[]> encrypted(int count) {
        var timestamp = now();
        var signature = CallbackSignature.of(token, timestamp, NONCE);
        var requests = new ArrayList<byte[]>(count);
        for (int i = 0; i < count; i++) {
            var encrypted = cipher.encrypt(message(i).getBytes(StandardCharsets.UTF_8));
            var query =
                    "signature=%s&timestamp=%s&nonce=%s&openid=o1&encrypt_type=aes&msg_signature=%s"
                            .formatted(
                                    signature,
                                    timestamp,
                                    NONCE,
                                    CallbackSignature.of(token, timestamp, NONCE, encrypted));
            requests.add(
                    request(
                            query,
                            "<xml><ToUserName><![CDATA[gh_0123456789ab]]></ToUserName>"
                                    + "<Encrypt><![CDATA["
                                    + encrypted
                                    + "]]></Encrypt></xml>"));
        }
        return requests;
    }

    private byte[] request(String query, String body) {
        return RawCall.request("POST", path + "?" + query, body, "Content-Type: text/xml\r\n");
    }

    private String message(int follower) {
        return """
               <xml><ToUserName><![CDATA[gh_0123456789ab]]></ToUserName>\
               <FromUserName><![CDATA[oV5CrjpxgaGXNHIQigzNl%07d]]></FromUserName>\
               <CreateTime>%s</CreateTime><MsgType><![CDATA[text]]></MsgType>\
               <Content><![CDATA[请问图书馆周末几点开门？]]></Content><MsgId>%d</MsgId></xml>"""
                .formatted(follower % 100_000, now(), messageId++);
    }

    private static String now() {
        return Long.toString(System.currentTimeMillis() / 1000);
    }

    private static String text(String json, String name) {
        return find("\"" + name + "\":\"([^\"]*)\"", json);
    }

    private static String find(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("no " + pattern + " in " + text);
        }
        return matcher.group(1);
    }
}
