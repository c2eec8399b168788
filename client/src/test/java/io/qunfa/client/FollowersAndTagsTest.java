package io.qunfa.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FollowersAndTagsTest extends ScriptedCalls {

    private static final OpenId READER = new OpenId("oReader");
    private static final OpenId A = new OpenId("oA");
    private static final OpenId B = new OpenId("oB");
    private static final TagId TAG = new TagId(134);
    private static final Instant THEN = Instant.ofEpochSecond(1795000000);

    @Test
    void a_follower_is_described() {
        platform.plays("/cgi-bin/user/info", "user-info");

        assertThat(wechat.followers().info(READER, Language.SIMPLIFIED_CHINESE))
                .isEqualTo(
                        new Follower(
                                READER,
                                true,
                                Optional.of(THEN),
                                Optional.of("oUnion"),
                                "zh_CN",
                                "老读者",
                                Optional.of(new TagId(0)),
                                List.of(new TagId(128), new TagId(2)),
                                "ADD_SCENE_QR_CODE",
                                "98765"));
        assertThat(platform.received("/cgi-bin/user/info").get(0).query())
                .startsWith("openid=oReader&lang=zh_CN&access_token=");
    }

    @Test
    void followers_are_described_by_the_hundred() {
        platform.plays("/cgi-bin/user/info/batchget", "user-info-batchget");

        var infos =
                wechat.followers().infos(List.of(READER, new OpenId("oGone")), Language.ENGLISH);

        platform.assertAsked("/cgi-bin/user/info/batchget", "user-info-batchget");
        assertThat(infos).extracting(Follower::following).containsExactly(true, false);
        assertThat(infos.get(1).followedAt()).isEmpty();
        assertThat(infos.get(1).qrScene()).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                wechat.followers()
                                        .infos(Collections.nCopies(101, A), Language.ENGLISH));
    }

    @Test
    void followers_are_noted_and_migrated() {
        platform.plays("/cgi-bin/user/info/updateremark", "user-info-updateremark");
        platform.plays("/cgi-bin/changeopenid", "changeopenid");

        wechat.followers().remark(READER, "老读者");
        var migrated =
                wechat.followers()
                        .migrated(
                                new AppId("wx0123456789abcdee"),
                                List.of(new OpenId("oOld1"), new OpenId("oOld2")));

        platform.assertAsked("/cgi-bin/user/info/updateremark", "user-info-updateremark");
        platform.assertAsked("/cgi-bin/changeopenid", "changeopenid");
        assertThat(migrated.get(0).now()).contains(new OpenId("oNew1"));
        assertThat(migrated.get(1).problem()).isEqualTo("ori_openid error");
    }

    @Test
    void tags_are_created_renamed_and_deleted() {
        platform.plays("/cgi-bin/tags/create", "tags-create");
        platform.plays("/cgi-bin/tags/update", "tags-update");
        platform.plays("/cgi-bin/tags/delete", "tags-delete");

        assertThat(wechat.tags().create("广东")).isEqualTo(TAG);
        wechat.tags().rename(TAG, "广东人");
        wechat.tags().delete(TAG);

        platform.assertAsked("/cgi-bin/tags/create", "tags-create");
        platform.assertAsked("/cgi-bin/tags/update", "tags-update");
        platform.assertAsked("/cgi-bin/tags/delete", "tags-delete");
    }

    @Test
    void tags_are_put_on_followers_and_read_from_them() {
        platform.plays("/cgi-bin/tags/members/batchtagging", "tags-members-batchtagging");
        platform.plays("/cgi-bin/tags/members/batchuntagging", "tags-members-batchtagging");
        platform.plays("/cgi-bin/tags/getidlist", "tags-getidlist");
        platform.plays("/cgi-bin/user/tag/get", "user-tag-get");

        wechat.tags().add(TAG, List.of(A, B));
        wechat.tags().remove(TAG, List.of(A, B));
        assertThat(wechat.tags().of(A)).containsExactly(TAG, new TagId(2));
        var page = wechat.tags().followersAfter(TAG, A);

        platform.assertAsked("/cgi-bin/tags/members/batchtagging", "tags-members-batchtagging");
        platform.assertAsked("/cgi-bin/tags/members/batchuntagging", "tags-members-batchtagging");
        platform.assertAsked("/cgi-bin/tags/getidlist", "tags-getidlist");
        platform.assertAsked("/cgi-bin/user/tag/get", "user-tag-get");
        assertThat(page.openIds()).containsExactly(B, new OpenId("oC"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> wechat.tags().add(TAG, Collections.nCopies(51, A)))
                .withMessageContaining("1 to 50");
    }

    @Test
    void a_list_that_went_wrong_in_part_says_for_whom() {
        platform.on(
                "/cgi-bin/tags/members/batchtagging",
                "{\"errcode\":45171,\"errmsg\":\"some openid fail\",\"fail_openid_list\":[\"oB\"]}");

        var refused =
                catchThrowableOfType(
                        WeChatException.Refused.class, () -> wechat.tags().add(TAG, List.of(A, B)));

        assertThat(refused.failed()).containsExactly(B);
        assertThat(refused.reason()).isEqualTo(Refusal.AUDIENCE);
    }

    @Test
    void groups_still_answer() {
        platform.plays("/cgi-bin/groups/get", "groups-get");
        platform.plays("/cgi-bin/groups/create", "groups-create");
        platform.plays("/cgi-bin/groups/getid", "groups-getid");
        platform.plays("/cgi-bin/groups/members/batchupdate", "groups-members-batchupdate");

        assertThat(wechat.groups().list()).contains(new Tag(new TagId(104), "华东", 4));
        assertThat(wechat.groups().create("华东")).isEqualTo(new TagId(107));
        assertThat(wechat.groups().of(A)).isEqualTo(new TagId(102));
        wechat.groups().move(List.of(A, B), new TagId(108));

        platform.assertAsked("/cgi-bin/groups/create", "groups-create");
        platform.assertAsked("/cgi-bin/groups/getid", "groups-getid");
        platform.assertAsked("/cgi-bin/groups/members/batchupdate", "groups-members-batchupdate");
    }

    @Test
    void followers_are_blocked_and_listed() {
        platform.plays("/cgi-bin/tags/members/getblacklist", "tags-members-getblacklist");
        platform.plays("/cgi-bin/tags/members/batchblacklist", "tags-members-batchblacklist");
        var bad = new OpenId("oBad");

        assertThat(wechat.blockedFollowers().page().openIds()).containsExactly(bad);
        wechat.blockedFollowers().block(List.of(bad));

        platform.assertAsked("/cgi-bin/tags/members/getblacklist", "tags-members-getblacklist");
        platform.assertAsked("/cgi-bin/tags/members/batchblacklist", "tags-members-batchblacklist");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> wechat.blockedFollowers().unblock(Collections.nCopies(21, bad)));
    }

    @Test
    void a_code_that_expires_says_when() {
        platform.plays("/cgi-bin/qrcode/create", "qrcode-create");

        var code = wechat.qrCodes().temporary("春季", Duration.ofDays(7));

        platform.assertAsked("/cgi-bin/qrcode/create", "qrcode-create");
        assertThat(code.life()).contains(Duration.ofDays(7));
        assertThat(wechat.qrCodes().picture(code))
                .isEqualTo(
                        URI.create(
                                platform.address()
                                        + "/cgi-bin/showqrcode?ticket=gQH47joAAAAA%2B%2F%3D%3D"));
    }

    @Test
    void a_code_that_stays_has_no_end() {
        platform.plays("/cgi-bin/qrcode/create", "qrcode-create-permanent");

        assertThat(wechat.qrCodes().permanent(123).life()).isEmpty();

        platform.assertAsked("/cgi-bin/qrcode/create", "qrcode-create-permanent");
        assertThatIllegalArgumentException().isThrownBy(() -> wechat.qrCodes().permanent(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> wechat.qrCodes().temporary(1, Duration.ofDays(31)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> wechat.qrCodes().permanent("x".repeat(65)));
    }

    @Test
    void a_long_text_is_kept_behind_a_short_key() {
        platform.plays("/cgi-bin/shorten/gen", "shorten-gen");
        platform.plays("/cgi-bin/shorten/fetch", "shorten-fetch");

        var key = wechat.shortKeys().keep("很长的文字", Duration.ofDays(1));
        var kept = wechat.shortKeys().fetch(key);

        platform.assertAsked("/cgi-bin/shorten/gen", "shorten-gen");
        platform.assertAsked("/cgi-bin/shorten/fetch", "shorten-fetch");
        assertThat(kept)
                .isEqualTo(new ShortKeys.LongText("很长的文字", THEN, Duration.ofSeconds(86000)));
    }
}
