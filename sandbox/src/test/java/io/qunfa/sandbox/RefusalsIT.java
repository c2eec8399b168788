package io.qunfa.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.sandbox.http.Answer;
import io.qunfa.sandbox.http.Body;
import io.qunfa.sandbox.http.Request;
import io.qunfa.sandbox.wire.Json;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Refusals that no other test leads to, each by the cause that a program would give. */
@SandboxTest(followers = 3, clockRate = 0, startAt = "2026-11-25T04:00:00Z")
class RefusalsIT {

    private static final String MASS = "/cgi-bin/message/mass/";
    private static final String TEXT = "\"msgtype\":\"text\",\"text\":{\"content\":\"hello\"}";

    private Sandbox sandbox;
    private Caller caller;

    @BeforeEach
    void callTheSandbox(Sandbox injected) throws Exception {
        sandbox = injected;
        caller = new Caller(sandbox).withToken();
        sandbox.phones(1).get(0).say("hello");
    }

    /** LONG is a text of 2,000 letters. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            40020  | /cgi-bin/menu/create            | {"button":[{"name":"a","type":"view","url":"http://LONG"}]}
            40022  | /cgi-bin/menu/create            | {"button":[{"name":"a","sub_button":[{"name":"b","sub_button":[{"name":"c","type":"click","key":"k"}]}]}]}
            40024  | /cgi-bin/menu/create            | {"button":[{"name":"a","sub_button":[{"name":"b","type":"tap","key":"k"}]}]}
            40025  | /cgi-bin/menu/create            | {"button":[{"name":"a","sub_button":[{"name":"LONG","type":"click","key":"k"}]}]}
            40027  | /cgi-bin/menu/create            | {"button":[{"name":"a","sub_button":[{"name":"b","type":"view","url":"http://LONG"}]}]}
            40054  | /cgi-bin/menu/create            | {"button":[{"name":"a","sub_button":[{"name":"b","type":"view","url":"www.example.com"}]}]}
            40117  | /cgi-bin/menu/create            | {"button":[{"name":"a","type":"media_id","media_id":"LONG"}]}
            40118  | /cgi-bin/menu/create            | {"button":[{"name":"a","sub_button":[{"name":"b","type":"media_id","media_id":"LONG"}]}]}
            40031  | /cgi-bin/tags/members/batchtagging | {"tagid":2,"openid_list":"OPENID"}
            40031  | /cgi-bin/message/mass/send      | {"touser":"OPENID","msgtype":"text","text":{"content":"hello"}}
            40035  | /cgi-bin/message/custom/send    | {"touser":"OPENID","msgtype":"music","music":{"thumb_media_id":"m"}}
            40036  | /cgi-bin/message/template/send  | {"touser":"OPENID","template_id":"LONG","data":{}}
            40051  | /cgi-bin/groups/create          | {"group":{"name":" "}}
            40062  | /cgi-bin/message/template/subscribe | {"touser":"OPENID","template_id":"t","scene":"1","title":"LONG","data":{"content":{"value":"v"}}}
            40129  | /cgi-bin/message/template/subscribe | {"touser":"OPENID","template_id":"t","scene":"10001","title":"t","data":{"content":{"value":"v"}}}
            40132  | /cgi-bin/message/mass/preview   | {"towxname":"nobody","msgtype":"text","text":{"content":"hello"}}
            40193  | /cgi-bin/message/mass/sendall   | {"filter":{"is_to_all":true},"msgtype":"image","images":{"media_ids":["m"],"recommend":"LONG"}}
            40213  | /cgi-bin/message/mass/sendall   | {"filter":{"is_to_all":true},"msgtype":"text","text":{"content":"<a href='https://mp.weixin.qq.com/s/x'>open"}}
            40214  | /cgi-bin/message/mass/sendall   | {"filter":{"is_to_all":true},"msgtype":"text","text":{"content":"<a href='https://mp.weixin.qq.com/s/x'> </a>"}}
            40246  | /cgi-bin/template/api_add_template | {"template_id_short":"43216","keyword_name_list":["no keyword"]}
            45017  | /cgi-bin/groups/create          | {"group":{"name":"LONG"}}
            45086  | /cgi-bin/message/mass/sendall   | {"filter":{"is_to_all":true},"msgtype":"text","text":{"content":"<a data-miniprogram-appid='wx0' data-miniprogram-path='p'>open</a>"}}
            45099  | /cgi-bin/message/custom/send    | {"touser":"OPENID","msgtype":"msgmenu","msgmenu":{"list":[{"id":"1","content":"LONG"}]}}
            45113  | /cgi-bin/message/mass/sendall   | {"filter":{"is_to_all":true},"msgtype":"wxcard","wxcard":{"card_id":"c"}}
            65304  | /cgi-bin/menu/addconditional    | {"button":[{"name":"a","type":"click","key":"k"}],"matchrule":{}}
            65310  | /cgi-bin/menu/addconditional    | {"button":[{"name":"a","type":"click","key":"k"}],"matchrule":{"province":"广东"}}
            65311  | /cgi-bin/menu/addconditional    | {"button":[{"name":"a","type":"click","key":"k"}],"matchrule":{"country":"中国","city":"广州"}}
            200014 | /wxaapi/newtmpl/addtemplate     | {"tid":"9","kidList":[1,2],"sceneDesc":"s"}
            200020 | /wxaapi/newtmpl/addtemplate     | {"tid":"1001","kidList":[9],"sceneDesc":"s"}
            200021 | /wxaapi/newtmpl/addtemplate     | {"tid":"1001","kidList":[1,2],"sceneDesc":"LONG"}
            """)
    void a_body_is_refused(int code, String path, String body) throws Exception {
        var openId = sandbox.account().followers(1).get(0);
        var sent =
                body.replace("LONG", "x".repeat(2_000))
                        .replace("OPENID", openId)
                        .replaceAll("='([^']*)'", "=\\\\\"$1\\\\\"");

        assertThat(code(caller.post(path, sent))).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "200016, /wxaapi/newtmpl/getpubtemplatetitles?ids=616&start=x&limit=1",
        "200017, /wxaapi/newtmpl/getpubtemplatetitles?ids=616&start=0&limit=999",
        "200018, /wxaapi/newtmpl/getpubtemplatetitles?start=0&limit=1",
        "200019, /wxaapi/newtmpl/getpubtemplatetitles?ids=x&start=0&limit=1",
        "200014, /wxaapi/newtmpl/getpubtemplatekeywords?tid=9"
    })
    void a_query_is_refused(int code, String pathAndQuery) throws Exception {
        assertThat(code(caller.read(pathAndQuery))).isEqualTo(code);
    }

    @Test
    void a_refresh_without_its_token_is_refused() throws Exception {
        var path =
                "/sns/oauth2/refresh_token?grant_type=refresh_token&appid="
                        + sandbox.account().appId();

        assertThat(code(Caller.json(caller.get(path)))).isEqualTo(41003);
    }

    @Test
    void a_linked_mini_program_is_opened_at_a_page() throws Exception {
        change("{\"miniPrograms\":[\"wx0123456789abcdef\"]}");

        assertThat(
                        code(
                                caller.post(
                                        "/cgi-bin/message/custom/send",
                                        "{\"touser\":\"%s\",\"msgtype\":\"miniprogrampage\",\"miniprogrampage\":{\"appid\":\"wx0123456789abcdef\"}}"
                                                .formatted(sandbox.account().followers(1).get(0)))))
                .isEqualTo(40165);
    }

    @Test
    void a_button_opens_articles_and_no_picture() throws Exception {
        var picture = new Uploads(sandbox, caller).cover();

        assertThat(
                        code(
                                caller.post(
                                        "/cgi-bin/menu/create",
                                        "{\"button\":[{\"name\":\"a\",\"type\":\"view_limited\",\"media_id\":\"%s\"}]}"
                                                .formatted(picture))))
                .isEqualTo(40121);
    }

    @Test
    void six_buttons_are_too_many_below_one() throws Exception {
        var buttons =
                "{\"name\":\"b\",\"type\":\"click\",\"key\":\"k\"},".repeat(6).replaceAll(",$", "");

        assertThat(
                        code(
                                caller.post(
                                        "/cgi-bin/menu/create",
                                        "{\"button\":[{\"name\":\"a\",\"sub_button\":["
                                                + buttons
                                                + "]}]}")))
                .isEqualTo(40023);
    }

    @Test
    void addresses_of_messages_have_a_length_and_a_form() throws Exception {
        var openId = sandbox.account().followers(1).get(0);
        var template =
                caller.post(
                                "/cgi-bin/template/api_add_template",
                                "{\"template_id_short\":\"TM00015\",\"keyword_name_list\":[]}")
                        .path("template_id")
                        .asString();
        var notice =
                caller.post(
                                "/wxaapi/newtmpl/addtemplate",
                                "{\"tid\":\"1001\",\"kidList\":[1,2],\"sceneDesc\":\"s\"}")
                        .path("priTmplId")
                        .asString();

        assertThat(
                        code(
                                caller.post(
                                        "/cgi-bin/message/template/send",
                                        "{\"touser\":\"%s\",\"template_id\":\"%s\",\"url\":\"http://%s\",\"data\":{}}"
                                                .formatted(openId, template, "x".repeat(2_000)))))
                .isEqualTo(40039);
        assertThat(
                        code(
                                caller.post(
                                        "/cgi-bin/message/subscribe/bizsend",
                                        "{\"touser\":\"%s\",\"template_id\":\"%s\",\"page\":\"index\",\"data\":{}}"
                                                .formatted(openId, notice))))
                .isEqualTo(41030);
    }

    @Test
    void a_key_is_not_used_again_within_a_minute_of_its_refusal() throws Exception {
        var path = MASS + "sendall";
        var refused =
                "{\"filter\":{\"is_to_all\":true},\"clientmsgid\":\"key\",\"msgtype\":\"voice\",\"voice\":{\"media_id\":\"unknown\"}}";
        var right = "{\"filter\":{\"is_to_all\":true},\"clientmsgid\":\"key\"," + TEXT + "}";

        assertThat(code(caller.post(path, refused))).isNotZero();
        assertThat(code(caller.post(path, right))).isEqualTo(45066);
        sandbox.clock().advance(Duration.ofMinutes(1));
        assertThat(code(caller.post(path, right))).isZero();
    }

    @Test
    void pictures_ask_for_comments_only_with_the_privilege() throws Exception {
        change("{\"switches\":{\"noComments\":true}}");

        assertThat(
                        code(
                                caller.post(
                                        MASS + "sendall",
                                        "{\"filter\":{\"is_to_all\":true},\"msgtype\":\"image\",\"images\":{\"media_ids\":[\"m\"],\"need_open_comment\":1}}")))
                .isEqualTo(48015);
    }

    @Test
    void a_picture_post_sells_nothing() throws Exception {
        var articles = new Articles(sandbox, caller);
        var post = articles.pictures("title", articles.cover());
        post.putObject("product_info");

        assertThat(code(articles.add(post))).isEqualTo(53406);
    }

    @Test
    void yesterday_is_counted_at_eight() throws Exception {
        change("{\"switches\":{\"oldStatistics\":true}}");
        sandbox.clock().advance(Duration.ofHours(14));
        caller.withToken();
        var yesterday = "{\"begin_date\":\"2026-11-25\",\"end_date\":\"2026-11-25\"}";

        assertThat(code(caller.post("/datacube/getuserread", yesterday))).isEqualTo(61503);
        sandbox.clock().advance(Duration.ofHours(7));
        caller.withToken();
        assertThat(code(caller.post("/datacube/getuserread", yesterday))).isZero();
    }

    @Test
    void a_video_of_more_than_ten_megabytes_is_refused() throws Exception {
        var mp4 = Arrays.copyOf(SampleFiles.mp4(), 10 * 1024 * 1024 + 1);

        assertThat(
                        code(
                                new Uploads(sandbox, caller)
                                        .file("/cgi-bin/media/upload?type=video", "v.mp4", mp4)))
                .isEqualTo(40011);
    }

    @Test
    void a_thousand_permanent_thumbs_are_kept() throws Exception {
        var uploads = new Uploads(sandbox, caller);
        var path = "/cgi-bin/material/add_material?type=thumb";
        var thumb = SampleFiles.jpeg(100);
        change(limits("/cgi-bin/material/add_material"));

        for (int i = 0; i < 1_000; i++) {
            uploads.file(path, "t.jpg", thumb);
        }

        assertThat(code(uploads.file(path, "t.jpg", thumb))).isEqualTo(45074);
    }

    @Test
    void ten_thousand_drafts_are_kept() throws Exception {
        var articles = new Articles(sandbox, caller);
        change(limits("/cgi-bin/draft/add"));
        var list = Json.object();
        list.putArray("articles").add(articles.article("title"));

        for (int i = 0; i < 10_000; i++) {
            answer(Articles.ADD, list.toString());
        }

        assertThat(code(articles.add(articles.article("title")))).isEqualTo(45101);
    }

    @Test
    void a_hundred_groups_are_kept() throws Exception {
        for (int i = 0; i < 100; i++) {
            answer("/cgi-bin/groups/create", "{\"group\":{\"name\":\"g" + i + "\"}}");
        }

        assertThat(code(caller.post("/cgi-bin/groups/create", "{\"group\":{\"name\":\"one\"}}")))
                .isEqualTo(45018);
    }

    @Test
    void a_hundred_thousand_permanent_codes_are_kept() throws Exception {
        change(limits("/cgi-bin/qrcode/create"));
        for (int i = 1; i <= 100_000; i++) {
            answer("/cgi-bin/qrcode/create", permanentCode("s" + i));
        }

        assertThat(code(caller.post("/cgi-bin/qrcode/create", permanentCode("last"))))
                .isEqualTo(45029);
    }

    private static String permanentCode(String scene) {
        return "{\"action_name\":\"QR_LIMIT_STR_SCENE\",\"action_info\":{\"scene\":{\"scene_str\":\""
                + scene
                + "\"}}}";
    }

    @Test
    void a_hundred_conditional_menus_are_kept() throws Exception {
        var button = "\"button\":[{\"name\":\"a\",\"type\":\"click\",\"key\":\"k\"}]";
        var conditional = "{" + button + ",\"matchrule\":{\"tag_id\":\"2\"}}";
        caller.post("/cgi-bin/menu/create", "{" + button + "}");
        for (int i = 0; i < 100; i++) {
            answer("/cgi-bin/menu/addconditional", conditional);
        }

        assertThat(code(caller.post("/cgi-bin/menu/addconditional", conditional))).isEqualTo(65305);
    }

    @Test
    void twenty_five_templates_of_notices_are_kept() throws Exception {
        var template = "{\"tid\":\"1001\",\"kidList\":[1,2],\"sceneDesc\":\"s\"}";
        for (int i = 0; i < 25; i++) {
            answer("/wxaapi/newtmpl/addtemplate", template);
        }

        assertThat(code(caller.post("/wxaapi/newtmpl/addtemplate", template))).isEqualTo(200012);
    }

    @Test
    void a_hundred_comments_are_elected_and_a_reply_has_a_length() throws Exception {
        long id = published();
        var reader = sandbox.account().followers(1).get(0);
        for (int i = 1; i <= 101; i++) {
            caller.control(
                    "POST",
                    address("/followers/" + reader + "/comments"),
                    "{\"msgDataId\":%d,\"content\":\"good\"}".formatted(id));
        }
        for (int i = 1; i <= 100; i++) {
            answer("/cgi-bin/comment/markelect", comment(id, i, ""));
        }

        assertThat(code(caller.post("/cgi-bin/comment/markelect", comment(id, 101, ""))))
                .isEqualTo(88003);
        assertThat(
                        code(
                                caller.post(
                                        "/cgi-bin/comment/reply/add",
                                        comment(
                                                id,
                                                1,
                                                ",\"content\":\"" + "x".repeat(601) + "\""))))
                .isEqualTo(88007);
    }

    private static String comment(long msgDataId, int comment, String more) {
        return "{\"msg_data_id\":%d,\"index\":0,\"user_comment_id\":%d%s}"
                .formatted(msgDataId, comment, more);
    }

    /** Sends an article that takes comments and says its {@code msg_data_id}. */
    private long published() throws Exception {
        var articles = new Articles(sandbox, caller);
        var draft =
                articles.add(articles.article("title").put("need_open_comment", 1))
                        .path("media_id")
                        .asString();
        var sent =
                caller.post(
                        MASS + "sendall",
                        "{\"filter\":{\"is_to_all\":true},\"msgtype\":\"mpnews\",\"mpnews\":{\"media_id\":\"%s\"},\"send_ignore_reprint\":0}"
                                .formatted(draft));
        sandbox.awaitDelivered();
        return sent.path("msg_data_id").asLong();
    }

    private String address(String path) {
        return "/accounts/" + sandbox.account().appId() + path;
    }

    private static String limits(String path) {
        return "{\"limits\":{\"" + path + "\":{\"daily\":1000000,\"perMinute\":1000000}}}";
    }

    private void change(String settings) throws Exception {
        caller.control("PATCH", address(""), settings);
    }

    /** A call that is one of very many, without a connection. */
    private void answer(String path, String body) {
        var answer =
                (Answer.Whole)
                        sandbox.answer(
                                new Request(
                                        "POST",
                                        path,
                                        "access_token=" + caller.token(),
                                        Map.of(),
                                        new Body(body.getBytes(StandardCharsets.UTF_8)),
                                        InetAddress.getLoopbackAddress(),
                                        false));
        assertThat(answer.body().text()).doesNotContain("\"errmsg\":\"in");
    }

    private static int code(JsonNode answer) {
        return answer.path("errcode").asInt();
    }
}
