package io.qunfa.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What only a large account meets. */
@SandboxTest(followers = 100_001, clockRate = 0)
class LargeTagIT {

    @Test
    void a_tag_of_more_than_a_hundred_thousand_stays(Sandbox sandbox, SandboxAccount account)
            throws Exception {
        var caller = new Caller(sandbox).withToken();
        long tag = account.createTag("everybody", account.followers(100_001));
        var body = "{\"tag\":{\"id\":" + tag + "}}";

        assertThat(caller.post("/cgi-bin/tags/delete", body).path("errcode").asInt())
                .isEqualTo(45057);
    }
}
