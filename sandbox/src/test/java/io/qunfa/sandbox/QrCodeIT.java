package io.qunfa.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Parametric QR codes from their creation to what a scan pushes. */
@SandboxTest(followers = 3, startAt = "2026-11-25T04:00:00Z")
class QrCodeIT {

    private final AccountServer server;
    private Sandbox sandbox;
    private SandboxAccount account;
    private Caller caller;

    QrCodeIT() throws IOException {
        server = new AccountServer();
    }

    @BeforeEach
    void callTheSandbox(Sandbox injected) throws IOException, InterruptedException {
        sandbox = injected;
        sandbox.clock().rate(0);
        account = sandbox.account();
        account.callback(server.address(), AccountServer.TOKEN);
        caller = new Caller(sandbox).withToken();
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void each_kind_is_answered_with_ticket_life_and_address() throws Exception {
        var temporary = create("QR_SCENE", "\"scene_id\":123", "\"expire_seconds\":604800,");
        var permanent = create("QR_LIMIT_STR_SCENE", "\"scene_str\":\"test\"", "");

        assertThat(temporary.propertyNames()).containsExactly("ticket", "expire_seconds", "url");
        assertThat(temporary.path("ticket").asString()).hasSize(96);
        assertThat(temporary.path("expire_seconds").asInt()).isEqualTo(604_800);
        assertThat(permanent.propertyNames()).containsExactly("ticket", "url");
        assertThat(permanent.path("url").asString()).startsWith(sandbox.address() + "/q/");
        assertThat(create("QR_LIMIT_STR_SCENE", "\"scene_str\":\"test\"", "").path("ticket"))
                .isEqualTo(permanent.path("ticket"));
        assertThat(create("QR_STR_SCENE", "\"scene_str\":\"x\"", "").path("expire_seconds").asInt())
                .isEqualTo(60);
    }

    @Test
    void illegal_kinds_and_scenes_are_refused() throws Exception {
        assertThat(code(create("QR_CARD", "\"scene_id\":1", ""))).isEqualTo(40052);
        assertThat(code(create("QR_SCENE", "\"scene_id\":0", ""))).isEqualTo(40053);
        assertThat(code(create("QR_SCENE", "\"scene_id\":4294967295", ""))).isZero();
        assertThat(code(create("QR_SCENE", "\"scene_id\":4294967296", ""))).isEqualTo(40053);
        assertThat(code(create("QR_LIMIT_SCENE", "\"scene_id\":100001", ""))).isEqualTo(40053);
        assertThat(code(create("QR_STR_SCENE", "\"scene_str\":\"\"", ""))).isEqualTo(40053);
        assertThat(code(create("QR_STR_SCENE", "\"scene_str\":\"" + "x".repeat(65) + "\"", "")))
                .isEqualTo(40053);
    }

    @Test
    void the_picture_can_be_scanned() throws Exception {
        var created = create("QR_SCENE", "\"scene_id\":7", "");

        var picture = picture(created.path("ticket").asString());

        assertThat(picture.headers().firstValue("Content-Type")).hasValue("image/jpg");
        assertThat(scanned(picture.body())).isEqualTo(created.path("url").asString());
    }

    @Test
    void a_bad_ticket_and_an_expired_one_have_no_picture() throws Exception {
        var ticket = create("QR_SCENE", "\"scene_id\":7", "").path("ticket").asString();
        sandbox.clock().advance(Duration.ofSeconds(60));

        assertThat(picture("nonsense").statusCode()).isEqualTo(404);
        assertThat(picture(ticket).statusCode()).isEqualTo(404);
    }

    @Test
    void a_newcomer_follows_with_the_scene_and_is_described_with_it() throws Exception {
        var ticket = create("QR_STR_SCENE", "\"scene_str\":\"door\"", "").path("ticket").asString();

        var newcomer =
                caller.control(
                        "POST",
                        "/accounts/" + account.appId() + "/scan",
                        "{\"ticket\":\"" + ticket + "\"}");

        var openId = newcomer.path("openid").asString();
        assertThat(account.followerCount()).isEqualTo(4);
        assertThat(server.bodies())
                .singleElement()
                .asString()
                .contains("<Event><![CDATA[subscribe]]></Event>")
                .contains("<EventKey><![CDATA[qrscene_door]]></EventKey>")
                .contains("<Ticket><![CDATA[" + ticket + "]]></Ticket>")
                .contains(openId);
        assertThat(
                        caller.read("/cgi-bin/user/info?openid=" + openId)
                                .path("qr_scene_str")
                                .asString())
                .isEqualTo("door");
    }

    @Test
    void a_follower_enters_the_chat() throws Exception {
        var created = create("QR_LIMIT_SCENE", "\"scene_id\":42", "");
        var openId = account.followers(1).get(0);

        caller.control(
                "POST",
                "/accounts/%s/followers/%s/messages".formatted(account.appId(), openId),
                "{\"type\":\"scan\",\"url\":\"%s\"}".formatted(created.path("url").asString()));

        assertThat(server.bodies())
                .singleElement()
                .asString()
                .contains("<Event><![CDATA[SCAN]]></Event>")
                .contains("<EventKey><![CDATA[42]]></EventKey>");
    }

    @Test
    void the_address_of_the_code_asks_who_scans_without_any_script() throws Exception {
        var url = URI.create(create("QR_SCENE", "\"scene_id\":7", "").path("url").asString());
        var openId = account.followers(1).get(0);

        var page = caller.get(url.getPath());
        var done = caller.sendForm(url.getPath(), "openid=" + openId);

        assertThat(page.body()).contains(openId).doesNotContain("<script");
        assertThat(done.statusCode()).isEqualTo(200);
        assertThat(server.bodies())
                .singleElement()
                .asString()
                .contains("<Event><![CDATA[SCAN]]></Event>");
        assertThat(caller.get("/q/unknown").statusCode()).isEqualTo(404);
    }

    @Test
    void the_accounts_own_code_is_followed_without_a_scene_and_once() throws Exception {
        var picture = download("/qr/code?username=" + account.originalId());
        var address = scanned(picture.body());
        assertThat(address).isEqualTo(sandbox.address() + "/r/" + account.originalId());

        var scan = "/accounts/" + account.appId() + "/scan";
        var newcomer = caller.control("POST", scan, "{\"url\":\"" + address + "\"}");
        var openId = newcomer.path("openid").asString();
        var again = "{\"url\":\"%s\",\"openid\":\"%s\"}".formatted(address, openId);
        assertThat(caller.control("POST", scan, again).path("openid").asString()).isEqualTo(openId);

        assertThat(account.followerCount()).isEqualTo(4);
        assertThat(server.bodies())
                .singleElement()
                .asString()
                .contains("<Event><![CDATA[subscribe]]></Event>", openId)
                .contains("<EventKey><![CDATA[]]></EventKey>")
                .doesNotContain("Ticket");
        assertThat(download("/qr/code?username=gh_nobody").statusCode()).isEqualTo(404);
    }

    @Test
    void the_page_of_the_accounts_own_code_takes_a_newcomer() throws Exception {
        var path = "/r/" + account.originalId();

        assertThat(caller.get(path).body()).contains("value=\"new\"").doesNotContain("<script");
        assertThat(caller.sendForm(path, "openid=new").statusCode()).isEqualTo(200);

        assertThat(account.followerCount()).isEqualTo(4);
        assertThat(caller.get("/r/gh_nobody").statusCode()).isEqualTo(404);
    }

    private JsonNode create(String kind, String scene, String life)
            throws IOException, InterruptedException {
        return caller.post(
                "/cgi-bin/qrcode/create",
                "{%s\"action_name\":\"%s\",\"action_info\":{\"scene\":{%s}}}"
                        .formatted(life, kind, scene));
    }

    private java.net.http.HttpResponse<byte[]> picture(String ticket)
            throws IOException, InterruptedException {
        var encoded = URLEncoder.encode(ticket, StandardCharsets.UTF_8);
        return download("/cgi-bin/showqrcode?ticket=" + encoded);
    }

    private java.net.http.HttpResponse<byte[]> download(String path)
            throws IOException, InterruptedException {
        var address = sandbox.address() + path;
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create(address)).build(),
                    BodyHandlers.ofByteArray());
        }
    }

    private static String scanned(byte[] jpeg) throws Exception {
        var picture = ImageIO.read(new java.io.ByteArrayInputStream(jpeg));
        int width = picture.getWidth();
        int height = picture.getHeight();
        var pixels = picture.getRGB(0, 0, width, height, null, 0, width);
        LuminanceSource source = new RGBLuminanceSource(width, height, pixels);
        // Looking for the code in a photograph misses one of twelve; this picture is nothing else.
        var nothingElse = Map.of(DecodeHintType.PURE_BARCODE, true);
        var bitmap = new BinaryBitmap(new HybridBinarizer(source));
        return new QRCodeReader().decode(bitmap, nothingElse).getText();
    }

    private static int code(JsonNode answer) {
        return answer.path("errcode").asInt(0);
    }
}
