package io.qunfa.server.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.server.testing.Form;
import io.qunfa.server.testing.SamplePictures;
import io.qunfa.server.testing.ServerTest;
import io.qunfa.server.testing.Stage;
import io.qunfa.server.testing.Stages;
import io.qunfa.server.testing.Visitor.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Uploading, against the sandbox. */
@ServerTest
final class MediaIT {

    private final Stage stage;

    MediaIT(@Autowired Stages stages) {
        this.stage = stages.withFollowers(1);
    }

    @AfterEach
    void closeTheStage() {
        stage.close();
    }

    @Test
    void a_temporary_file_is_listed_until_the_platform_forgets_it() {
        var uploaded = picture("海报.jpg", SamplePictures.png(8, 8), "false");
        assertThat(uploaded.status()).as(uploaded.text()).isEqualTo(201);
        assertThat(uploaded.json().path("name").asString()).isEqualTo("海报.png");
        assertThat(list().size()).isEqualTo(1);

        stage.pass(Duration.ofDays(3).plusSeconds(1));

        assertThat(list().size()).isZero();
    }

    @Test
    void a_permanent_picture_is_listed_shown_and_deleted() {
        var png = SamplePictures.png(8, 8);
        var uploaded = picture("cover.png", png, "true").json();

        var materials = stage.operator().get(stage.path("/materials?kind=image")).json();
        assertThat(materials.path("total").asInt()).isEqualTo(1);
        assertThat(materials.at("/items/0/mediaId")).isEqualTo(uploaded.path("mediaId"));
        assertThat(shown(uploaded.path("url").asString()).response().body()).isEqualTo(png);

        var material = "/materials/" + uploaded.path("mediaId").asString();
        var byId = stage.operator().get(stage.path(material + "/picture"));
        assertThat(byId.response().body()).isEqualTo(png);
        assertThat(stage.operator().delete(stage.path(material)).status()).isEqualTo(204);
        assertThat(list().size()).isZero();
        assertThat(stage.operator().delete(stage.path(material)).code())
                .isEqualTo("platform-content");
    }

    @Test
    void a_file_is_judged_by_its_content() {
        var text = "not a picture".getBytes(StandardCharsets.UTF_8);

        assertThat(error(picture("picture.png", text, "true"))).isEqualTo("file-format");
        assertThat(error(picture("empty.png", new byte[0], "true"))).isEqualTo("file-empty");
        assertThat(stage.platform().ledger()).isEmpty();
    }

    @Test
    void a_file_is_refused_before_it_travels_if_it_is_too_large() {
        var jpeg = new byte[100 * 1024];
        System.arraycopy(SamplePictures.jpeg(8, 8), 0, jpeg, 0, 16);

        var thumb =
                Form.of("thumb.jpg", jpeg)
                        .with("kind", "thumb")
                        .with("permanent", "true")
                        .post(stage.operator(), stage.path("/media"));
        var beyondAll = picture("huge.jpg", new byte[12 << 20], "true");

        assertThat(error(thumb)).isEqualTo("file-too-large");
        assertThat(beyondAll.status()).isEqualTo(413);
    }

    @Test
    void a_picture_for_an_article_gets_an_address_that_can_be_shown() {
        var png = SamplePictures.png(8, 8);

        var uploaded =
                Form.of("inside.png", png).post(stage.operator(), stage.path("/article-pictures"));

        assertThat(uploaded.status()).as(uploaded.text()).isEqualTo(201);
        var url = uploaded.json().path("url").asString();
        assertThat(url).startsWith("http://mmbiz.qpic.cn/");
        assertThat(shown(url).header("Content-Type")).hasValue("image/png");
    }

    @Test
    void pictures_are_fetched_from_the_platform_and_from_nowhere_else() {
        assertThat(error(shown("http://169.254.169.254/latest/meta-data")))
                .isEqualTo("not-a-picture-host");
        assertThat(error(shown("http://mmbiz.qpic.cn@127.0.0.1/x.png")))
                .isEqualTo("not-a-picture-host");
        assertThat(error(shown("nothing"))).isEqualTo("not-an-address");
        assertThat(shown("http://mmbiz.qpic.cn/_sandbox/state").status()).isEqualTo(404);
    }

    private Answer picture(String name, byte[] content, String permanent) {
        return Form.of(name, content)
                .with("kind", "image")
                .with("permanent", permanent)
                .post(stage.operator(), stage.path("/media"));
    }

    private Answer shown(String address) {
        var encoded = URLEncoder.encode(address, StandardCharsets.UTF_8);
        return stage.operator().get(stage.path("/pictures?address=" + encoded));
    }

    private JsonNode list() {
        return stage.operator().get(stage.path("/media")).json().path("items");
    }

    private static String error(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        return answer.json().at("/errors/0/code").asString();
    }
}
