package io.qunfa.benchmarks;

import io.qunfa.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;

/** Calls a sandbox of this JVM over HTTP, as the account that exists from the beginning. */
final class Call {

    private final Sandbox sandbox;

    Call(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** A new token. */
    String token() {
        var account = sandbox.account();
        var answer =
                send(
                        "GET",
                        "/cgi-bin/token?grant_type=client_credential&appid=%s&secret=%s"
                                .formatted(account.appId(), account.appSecret()),
                        "");
        return textAfter(answer, "\"access_token\":\"");
    }

    /** A call of the platform that must succeed; its body. */
    String post(String path, String token, String body) {
        var answer = send("POST", path + "?access_token=" + token, body);
        if (!answer.contains("\"errcode\":0,")) {
            throw new IllegalStateException(path + " answered " + answer);
        }
        return answer;
    }

    /** Changes the account's settings. */
    void change(String settings) {
        var answer = send("PATCH", "/_sandbox/accounts/" + sandbox.account().appId(), settings);
        if (!answer.startsWith("HTTP/1.1 200")) {
            throw new IllegalStateException(answer);
        }
    }

    String send(String method, String pathAndQuery, String body) {
        var address = sandbox.address();
        var socketAddress = new InetSocketAddress(address.getHost(), address.getPort());
        try {
            return RawCall.send(
                    socketAddress,
                    RawCall.request(method, pathAndQuery, body, "Connection: close\r\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String textAfter(String answer, String mark) {
        int start = answer.indexOf(mark) + mark.length();
        return answer.substring(start, answer.indexOf('"', start));
    }
}
