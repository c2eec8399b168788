package io.qunfa.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Calls that are nearly right: the event log names what was sent, what would have been right, and
 * the documentation's page.
 */
@SandboxTest(followers = 3, startAt = "2026-11-25T04:00:00Z")
class NearMissIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String ALL = "\"filter\":{\"is_to_all\":true}";
    private static final String SAY = "\"msgtype\":\"text\",\"text\":{\"content\":\"hello\"}";

    private Sandbox sandbox;
    private Caller caller;

    @BeforeEach
    void callTheSandbox(Sandbox injected) throws Exception {
        sandbox = injected;
        caller = new Caller(sandbox).withToken();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    /cgi-bin/message/mass/send       | {"tousers":["OPENID","OPENID"],SAY}        | unknown field tousers; near: touser
                    /cgi-bin/message/mass/send       | {"toUser":["OPENID","OPENID"],SAY}         | unknown field toUser; near: touser (names are in lower case, with underscores)
                    /cgi-bin/message/mass/send       | {"touser":"OPENID",SAY}                    | touser is the text "OPENID"; documented as a list: ["OPENID"]
                    /cgi-bin/message/mass/send       | {"touser":[1,2],SAY}                       | touser[] is the number 1; documented as a text: "1"
                    /cgi-bin/message/mass/sendall    | {ALL,"msgtype":"image","image":{"media_id":"m"}} | a send of pictures is documented as "images":{"media_ids":[…]}; sent: image
                    /cgi-bin/message/mass/sendall    | {ALL,"msgtype":"images","images":{"media_ids":["m"]}} | msgtype is "images"; near: "image", whose object is images
                    /cgi-bin/message/mass/sendall    | {ALL,"msgtype":"image","images":{"media_ids":"m"}} | images.media_ids is the text "m"; documented as a list: ["m"]
                    /cgi-bin/message/mass/sendall    | {ALL,"msgtype":"image","images":{"media_id":"m"}} | unknown field images.media_id; near: media_ids
                    /cgi-bin/message/mass/sendall    | {"filter":{"is_to_all":false,"tag_id":"2"},SAY} | filter.tag_id is the text "2"; documented as a number: 2
                    /cgi-bin/message/mass/sendall    | {"filter":{"is_to_all":"true"},SAY}        | filter.is_to_all is the text "true"; documented as true or false, without quotation marks
                    /cgi-bin/message/mass/sendall    | {"filter":{"is_to_all":1},SAY}             | filter.is_to_all is the number 1; documented as true or false, without quotation marks
                    /cgi-bin/message/mass/sendall    | {"filter":{"isToAll":true},SAY}            | unknown field filter.isToAll; near: is_to_all (names are in lower case, with underscores)
                    /cgi-bin/message/mass/sendall    | {"is_to_all":true,SAY}                     | misplaced field is_to_all; it belongs at filter.is_to_all
                    /cgi-bin/message/mass/sendall    | {"tag_id":2,SAY}                           | misplaced field tag_id; it belongs at filter.tag_id
                    /cgi-bin/message/mass/sendall    | {"Filter":{"is_to_all":true},SAY}          | unknown field Filter; near: filter (names are in lower case, with underscores)
                    /cgi-bin/message/mass/sendall    | {ALL,"msgtype":"text","content":"hello"}   | misplaced field content; it belongs at text.content
                    /cgi-bin/message/mass/sendall    | {ALL,"msgtype":"text","text":"hello"}      | text is the text "hello"; documented as an object
                    /cgi-bin/message/mass/sendall    | {ALL,"msgtype":"text","text":{"Content":"hello"}} | unknown field text.Content; near: content (names are in lower case, with underscores)
                    /cgi-bin/message/mass/sendall    | {ALL,"msgtype":"mpnews","text":{"content":"x"}} | msgtype is "mpnews", but its object mpnews is not there; sent: [text]
                    /cgi-bin/message/mass/sendall    | {ALL,"msgtype":"mpnew","mpnews":{"media_id":"x"}} | msgtype is "mpnew"; near: "mpnews"
                    /cgi-bin/message/mass/sendall    | {ALL,"msgtype":"Text","text":{"content":"x"}} | msgtype is "Text"; near: "text"
                    /cgi-bin/message/mass/sendall    | {ALL,SAY,"send_ignore_reprint":true}       | send_ignore_reprint is true; documented as a number: 1
                    /cgi-bin/message/mass/sendall    | {ALL,SAY,"clientmsgid":7}                  | clientmsgid is the number 7; documented as a text: "7"
                    /cgi-bin/message/mass/sendall    | {ALL,SAY,"client_msg_id":"k"}              | unknown field client_msg_id; near: clientmsgid (names are in lower case, with underscores)
                    /cgi-bin/message/mass/preview    | {"touser":["OPENID"],SAY}                  | touser is the list ["OPENID"]; documented as a text
                    /cgi-bin/message/mass/preview    | {"towxName":"x",SAY}                       | unknown field towxName; near: towxname (names are in lower case, with underscores)
                    /cgi-bin/message/mass/preview    | {"touser":"OPENID","msgtype":"image","images":{"media_ids":["m"]}} | expected: "image":{"media_id":"…"}
                    /cgi-bin/message/mass/get        | {"msgid":1}                                | unknown field msgid; near: msg_id (names are in lower case, with underscores)
                    /cgi-bin/message/mass/delete     | {"msg_id":1,"articleIdx":1}                | unknown field articleIdx; near: article_idx (names are in lower case, with underscores)
                    /cgi-bin/message/custom/send     | {"to_user":"OPENID",SAY}                   | unknown field to_user; near: touser (names are in lower case, with underscores)
                    /cgi-bin/message/custom/send     | {"touser":"OPENID","msgtype":"news","articles":[{"title":"t"}]} | misplaced field articles; it belongs at news.articles
                    /cgi-bin/message/template/send   | {"touser":"OPENID","templateId":"t","data":{"a":{"value":"v"}}} | unknown field templateId; near: template_id (names are in lower case, with underscores)
                    /cgi-bin/message/template/send   | {"touser":"OPENID","template_id":"t","data":[]} | data is the list []; documented as an object
                    /cgi-bin/draft/add               | {"articles":{"title":"t","content":"c","thumb_media_id":"m"}} | articles is the object {"title":"t","content":"c","thumb_media_id":"m"}; documented as a list: [{"title":"t","content":"c","thumb_media_id":"m"}]
                    /cgi-bin/draft/add               | {"article":[{"title":"t","content":"c"}]}  | unknown field article; near: articles
                    /cgi-bin/draft/add               | {"articles":[{"Title":"t","content":"c"}]} | unknown field articles[].Title; near: title (names are in lower case, with underscores)
                    /cgi-bin/draft/add               | {"articles":[{"title":"t","content":"c","thumb_mediaid":"m"}]} | unknown field articles[].thumb_mediaid; near: thumb_media_id (names are in lower case, with underscores)
                    /cgi-bin/draft/add               | {"articles":[{"title":"t","content":"c","need_open_comment":"1"}]} | articles[].need_open_comment is the text "1"; documented as a number: 1
                    /cgi-bin/draft/add               | {"title":"t","content":"c"}                | misplaced field title; it belongs at articles[].title
                    /cgi-bin/draft/update            | {"media_id":"m","index":0,"articles":[{"title":"t"}]} | articles is the list [{"title":"t"}]; documented as an object
                    /cgi-bin/tags/create             | {"name":"vip"}                             | misplaced field name; it belongs at tag.name
                    /cgi-bin/tags/members/batchtagging | {"openid_list":"OPENID","tagid":2}       | openid_list is the text "OPENID"; documented as a list: ["OPENID"]
                    /cgi-bin/tags/members/batchtagging | {"openid_list":["OPENID"],"tag_id":2}    | unknown field tag_id; near: tagid (names are in lower case, with underscores)
                    /cgi-bin/user/info/updateremark  | {"openid":"OPENID","remarks":"r"}          | unknown field remarks; near: remark
                    /cgi-bin/qrcode/create           | {"action_name":"QR_SCENE","scene":{"scene_id":1}} | misplaced field scene; it belongs at action_info.scene
                    /cgi-bin/menu/create             | {"buttons":[]}                             | unknown field buttons; near: button
                    /cgi-bin/menu/create             | {"menu":{"button":[]}}                     | unknown field menu; near: button
                    /datacube/getarticleread         | {"beginDate":"2026-11-24","end_date":"2026-11-24"} | unknown field beginDate; near: begin_date (names are in lower case, with underscores)
                    /datacube/getarticleread         | {"begin_date":20261124,"end_date":"2026-11-24"} | begin_date is the number 20261124; documented as a text: "20261124"
                    """)
    void a_body_that_is_nearly_right_is_explained(String path, String body, String line)
            throws Exception {
        var openId = sandbox.account().followers(1).get(0);

        caller.post(path, body.replace("ALL", ALL).replace("SAY", SAY).replace("OPENID", openId));

        assertThat(notes())
                .contains(line.replace("OPENID", openId))
                .anyMatch(note -> note.startsWith("see: https://"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    POST   | /cgi-bin/message/mass/sendal?T      | sent: /cgi-bin/message/mass/sendal, which differs in one letter
                    POST   | /cgi-bin/message/mass/sendAll?T     | sent: /cgi-bin/message/mass/sendAll, which is in another case
                    POST   | /message/mass/sendall?T             | sent: /message/mass/sendall, which lacks /cgi-bin before it
                    POST   | /cgi-bin/cgi-bin/menu/create?T      | sent: /cgi-bin/cgi-bin/menu/create, which has /cgi-bin before it and should not
                    POST   | /cgi-bin/datacube/getarticleread?T  | sent: /cgi-bin/datacube/getarticleread, which has /cgi-bin before it and should not
                    GET    | /cgi-bin/menu/get/?T                | sent: /cgi-bin/menu/get/, which ends in a slash
                    GET    | /cgi-bin/card/get?T                 | sent: /cgi-bin/card/get, which is outside what the sandbox emulates
                    GET    | /cgi-bin/message/mass/sendall?T     | sent: GET
                    GET    | /cgi-bin/user/get?accesstoken=T     | sent: no access_token, but accesstoken
                    GET    | /cgi-bin/user/get?token=T           | sent: no access_token, but token
                    GET    | /cgi-bin/user/get?access_token=     | sent: an empty access_token
                    GET    | /cgi-bin/user/get?T&next_open_id=x  | unknown parameter next_open_id; near: next_openid (names are in lower case, with underscores)
                    GET    | /cgi-bin/user/info?T&openId=x       | unknown parameter openId; near: openid (names are in lower case, with underscores)
                    GET    | /cgi-bin/token?grant_type=client_credential&appId=x&secret=y | unknown parameter appId; near: appid (names are in lower case, with underscores)
                    POST   | /cgi-bin/message/mass/get?T&msg_id=1 | misplaced parameter msg_id; it belongs in the body
                    """)
    void an_address_that_is_nearly_right_is_explained(String method, String address, String line)
            throws Exception {
        var token = "access_token=" + caller.token();
        caller.send(method, address.replaceFirst("\\?T", "?" + token), "");

        assertThat(notes()).contains(line).anyMatch(note -> note.startsWith("see: https://"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    application/x-www-form-urlencoded | data={"touser":"x"}        | sent: a form with the fields [data]                  | expected: the JSON itself as the body, not in a field of a form
                    application/x-www-form-urlencoded | msgtype=text&touser=x      | sent: a form with the fields [msgtype, touser]       | expected: the JSON itself as the body, not in a field of a form
                    application/x-www-form-urlencoded | %7B%22touser%22%3A1%7D     | sent: JSON that is percent-encoded                   | expected: the JSON itself, not encoded
                    multipart/form-data; boundary=b   | --b--                      | sent: multipart/form-data                            | expected: the JSON itself as the body; only uploads are multipart
                    application/json                  | "{\\"touser\\":\\"x\\"}"   | sent: a text that holds JSON: it was encoded twice   | expected: the JSON object itself
                    application/json                  | [{"touser":"x"}]           | sent: a list                                         | expected: the object itself, without brackets around it
                    application/json                  | {'touser':'x'}             | sent: names in single quotation marks                | expected: names in double ones: {"name":…}
                    text/xml                          | <xml><a>1</a></xml>        | sent: XML or HTML: <xml><a>1</a></xml>               | expected: a JSON object
                    application/json                  | {"text":{"content":"\\u4f60"}} | sent: a \\u escape at byte 21                  | expected: raw UTF-8; switch escaping off in the JSON writer
                    """)
    void a_body_in_another_form_is_explained(String type, String body, String sent, String expected)
            throws Exception {
        send("/cgi-bin/message/mass/preview", type, body.getBytes(StandardCharsets.UTF_8));

        assertThat(notes())
                .contains(sent, expected)
                .anyMatch(note -> note.startsWith("see: https://"));
    }

    @Test
    void bytes_before_or_beside_utf_8_are_explained() throws Exception {
        send("/cgi-bin/message/mass/preview", "application/json", bytes("\ufeff{}", "UTF-8"));
        assertThat(notes()).contains("sent: a byte order mark (BOM) before the JSON");

        send("/cgi-bin/tags/create", "application/json", bytes("{\"n\":\"标签\"}", "GBK"));
        assertThat(notes()).contains("sent: bytes that are not UTF-8, such as GBK");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    application/json               | {}                                                                | sent: a body of the type "application/json"
                    multipart/form-data            | --b--                                                             | sent: no boundary in multipart/form-data
                    multipart/form-data; boundary=b | --b~Content-Disposition: form-data; name="file"; filename="a.png"~~x~--b-- | sent: parts [file]
                    multipart/form-data; boundary=b | --b~Content-Disposition: form-data; name="media"~~x~--b--        | sent: parts [media without filename]
                    """)
    void an_upload_that_is_nearly_right_is_explained(String type, String body, String line)
            throws Exception {
        var lines = body.replace("~", "\r\n").getBytes(StandardCharsets.UTF_8);

        send("/cgi-bin/media/uploadimg", type, lines);

        assertThat(notes())
                .contains(line)
                .contains(
                        "expected: multipart/form-data with one part named media that has a"
                                + " filename");
    }

    @Test
    void an_upload_that_names_no_boundary_is_taken_by_the_one_it_begins_with() throws Exception {
        var part =
                "--b\r\nContent-Disposition: form-data; name=\"media\"; filename=\"a.png\"\r\n\r\n";
        var body = new ByteArrayOutputStream();
        body.write(part.getBytes(StandardCharsets.UTF_8));
        body.write(SampleFiles.png(100));
        body.write("\r\n--b--\r\n".getBytes(StandardCharsets.UTF_8));

        send("/cgi-bin/media/uploadimg", "multipart/form-data", body.toByteArray());

        assertThat(notes()).isEmpty();
    }

    @Test
    void a_token_at_another_place_is_found() throws Exception {
        caller.send(
                "POST",
                "/cgi-bin/tags/create",
                "{\"access_token\":\"%s\"}".formatted(caller.token()));
        assertThat(notes()).contains("sent: no access_token in the query; it stands in the body");

        HTTP.send(
                HttpRequest.newBuilder(URI.create(sandbox.address() + "/cgi-bin/user/get"))
                        .header("Authorization", "Bearer " + caller.token())
                        .build(),
                BodyHandlers.ofString());
        assertThat(notes()).contains("sent: no access_token, but a header Authorization");
    }

    @Test
    void a_call_that_is_right_has_nothing_to_explain() throws Exception {
        caller.post("/cgi-bin/message/mass/sendall", "{%s,%s}".formatted(ALL, SAY));

        assertThat(notes()).isEmpty();
    }

    @Test
    void a_secret_of_another_kind_is_not_shown() throws Exception {
        caller.send("POST", "/cgi-bin/stable_token", "{\"appid\":\"wx1\",\"secret\":4711}");

        assertThat(notes())
                .contains("secret is something else; documented as a text")
                .noneMatch(note -> note.contains("4711"));
    }

    private static byte[] bytes(String text, String charset) {
        return text.getBytes(Charset.forName(charset));
    }

    private void send(String path, String type, byte[] body) throws Exception {
        HTTP.send(
                HttpRequest.newBuilder(
                                URI.create(
                                        "%s%s?access_token=%s"
                                                .formatted(
                                                        sandbox.address(), path, caller.token())))
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private List<String> notes() throws Exception {
        return caller.control("GET", "/requests?newest=1", "")
                .at("/requests/0/notes")
                .valueStream()
                .map(note -> note.asString())
                .toList();
    }
}
