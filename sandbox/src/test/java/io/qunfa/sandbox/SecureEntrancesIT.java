package io.qunfa.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qunfa.sandbox.wire.Json;
import io.qunfa.sandbox.world.AccountKind;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Collections;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The sandbox where programs expect the platform: on HTTPS, and behind a proxy. */
class SecureEntrancesIT {

    @TempDir static Path folder;

    private static Sandbox sandbox;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.builder().tlsPort(0).proxyPort(0).authority(folder).start();
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @Test
    void a_program_that_trusts_the_authority_calls_over_https() throws Exception {
        var answer = call(trusting(HttpClient.newBuilder()), sandbox.tlsAddress() + tokenPath());

        assertThat(answer.path("expires_in").asInt()).isEqualTo(7200);
    }

    @Test
    void plain_http_answers_last(@TempDir Path fresh) {
        int taken = sandbox.address().getPort();
        var second = Sandbox.builder().port(taken).tlsPort(0).authority(fresh);

        assertThatThrownBy(second::start).hasMessageContaining("cannot listen");
        assertThat(fresh.resolve("authority.pem")).exists();
    }

    @Test
    void an_account_that_wants_https_refuses_plain_http() throws Exception {
        var account = sandbox.addAccount(AccountKind.SERVICE);
        var caller = new Caller(sandbox).withToken(account);
        caller.control(
                "PATCH", "/accounts/" + account.appId(), "{\"switches\":{\"httpsOnly\":true}}");
        var path = "/cgi-bin/getcallbackip?access_token=" + caller.token();
        var client = trusting(HttpClient.newBuilder());

        assertThat(call(client, sandbox.address() + path).path("errcode").asInt()).isEqualTo(43003);
        assertThat(call(client, sandbox.tlsAddress() + path).path("ip_list")).isNotEmpty();
        assertThat(caller.fetchToken(account).path("errcode").asInt()).isEqualTo(43003);
    }

    @Test
    void a_program_that_does_not_trust_it_is_not_fooled() {
        var client = HttpClient.newHttpClient();

        assertThatThrownBy(() -> call(client, sandbox.tlsAddress() + tokenPath()))
                .isInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void a_hard_coded_address_leads_to_the_sandbox_through_the_proxy() throws Exception {
        for (var host : new String[] {"api.weixin.qq.com", "sh.api.weixin.qq.com"}) {
            var answer = call(proxied(), "https://" + host + tokenPath());

            assertThat(answer.path("access_token").asString()).isNotEmpty();
        }
    }

    @Test
    void the_control_surface_does_not_answer_under_the_platforms_name() throws Exception {
        var answer =
                proxied()
                        .send(
                                request("https://api.weixin.qq.com/_sandbox/state"),
                                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    void the_proxy_leads_nowhere_else() throws IOException {
        assertThat(ask("CONNECT example.org:443 HTTP/1.1")).startsWith("HTTP/1.1 403");
        assertThat(ask("CONNECT api.weixin.qq.com:22 HTTP/1.1")).startsWith("HTTP/1.1 403");
        assertThat(ask("GET http://example.org/ HTTP/1.1")).startsWith("HTTP/1.1 403");
        assertThat(ask("GET http://api.weixin.qq.com:8080/ HTTP/1.1")).startsWith("HTTP/1.1 403");
        assertThat(ask("GET / HTTP/1.1")).startsWith("HTTP/1.1 403");
        assertThat(ask("nonsense")).startsWith("HTTP/1.1 400");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void a_picture_is_fetched_through_the_proxy_where_its_address_says(String scheme)
            throws Exception {
        var picture = SampleFiles.png(5000);
        var url =
                new Uploads(sandbox, new Caller(sandbox).withToken())
                        .file("/cgi-bin/media/uploadimg", "p.png", picture)
                        .path("url")
                        .asString();
        assertThat(url).startsWith("http://mmbiz.qpic.cn/");

        var fetched =
                proxied()
                        .send(
                                request(url.replaceFirst("^http", scheme)),
                                BodyHandlers.ofByteArray());

        assertThat(fetched.headers().firstValue("content-type")).hasValue("image/png");
        assertThat(fetched.body()).isEqualTo(picture);
    }

    @Test
    void a_code_made_under_the_platforms_name_opens_under_it() throws Exception {
        var token = call(proxied(), "https://api.weixin.qq.com" + tokenPath());
        var request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "https://api.weixin.qq.com/cgi-bin/qrcode/create?access_token="
                                                + token.path("access_token").asString()))
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"action_name\":\"QR_LIMIT_SCENE\",\"action_info\":{\"scene\":{\"scene_id\":1}}}"))
                        .build();
        var url =
                Caller.json(proxied().send(request, BodyHandlers.ofString()))
                        .path("url")
                        .asString();

        assertThat(url).startsWith("http://weixin.qq.com/q/");
        assertThat(proxied().send(request(url), BodyHandlers.ofString()).body()).contains("<form");
    }

    @Test
    void a_tunnel_to_the_plain_port_is_a_plain_connection() throws Exception {
        var answer =
                ask(
                        "CONNECT mmbiz.qpic.cn:80 HTTP/1.1\r\n\r\nGET /mmbiz_png/none/0 HTTP/1.0\r\nConnection: close");

        assertThat(answer).startsWith("HTTP/1.1 200 Connection established\r\n\r\nHTTP/1.1 404");
    }

    @Test
    void a_plain_request_through_the_proxy_is_alone_on_its_connection() throws Exception {
        var answer =
                ask(
                        "GET http://api.weixin.qq.com/cgi-bin/token HTTP/1.1\r\nProxy-Connection: keep-alive");

        assertThat(answer).startsWith("HTTP/1.1 200").containsOnlyOnce("HTTP/1.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"reset", "drop-before", "drop-after", "half"})
    void faults_break_an_encrypted_connection_too(String effect) throws Exception {
        new Caller(sandbox)
                .control(
                        "PUT",
                        "/faults",
                        "{\"faults\":[{\"path\":\"/cgi-bin/stable_token\",\"times\":1,\"effect\":\"%s\"}]}"
                                .formatted(effect));
        var client = trusting(HttpClient.newBuilder());
        var request =
                HttpRequest.newBuilder(URI.create(sandbox.tlsAddress() + "/cgi-bin/stable_token"))
                        .timeout(Duration.ofSeconds(20))
                        .POST(BodyPublishers.ofString("{}"))
                        .build();

        assertThatThrownBy(() -> client.send(request, BodyHandlers.ofString()))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void the_authority_is_kept_and_its_key_is_not() throws Exception {
        var before = Files.readString(sandbox.authority());
        try (var next = Sandbox.builder().tlsPort(0).authority(folder).start()) {
            assertThat(Files.readString(next.authority())).isEqualTo(before);
        }
        var keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(folder.resolve("server.p12"))) {
            keys.load(in, "sandbox".toCharArray());
        }

        assertThat(Collections.list(keys.aliases())).containsExactly("server");
    }

    @Test
    void without_https_there_is_no_address_for_it() {
        try (var plain = Sandbox.start()) {
            assertThatThrownBy(plain::tlsAddress).hasMessageContaining("tlsPort");
            assertThatThrownBy(plain::proxyAddress).hasMessageContaining("proxyPort");
            assertThatThrownBy(plain::authority).hasMessageContaining("tlsPort");
        }
    }

    private static String tokenPath() {
        return "/cgi-bin/token?grant_type=client_credential&appid=%s&secret=%s"
                .formatted(sandbox.account().appId(), sandbox.account().appSecret());
    }

    private static HttpClient proxied() throws Exception {
        var proxy = sandbox.proxyAddress();
        return trusting(
                HttpClient.newBuilder()
                        .proxy(
                                ProxySelector.of(
                                        new InetSocketAddress(proxy.getHost(), proxy.getPort()))));
    }

    private static HttpClient trusting(HttpClient.Builder builder) throws Exception {
        var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (var pem = Files.newInputStream(sandbox.authority())) {
            trusted.setCertificateEntry(
                    "sandbox", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return builder.sslContext(context).build();
    }

    private static JsonNode call(HttpClient client, String url)
            throws IOException, InterruptedException {
        var answer = client.send(request(url), BodyHandlers.ofString());
        return Json.parse(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    private static HttpRequest request(String url) {
        return HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(20)).build();
    }

    private static String ask(String head) throws IOException {
        var proxy = sandbox.proxyAddress();
        try (var socket = new Socket(proxy.getHost(), proxy.getPort())) {
            socket.setSoTimeout(20_000);
            var bytes = (head + "\r\nHost: x\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
            socket.getOutputStream().write(bytes);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
