package io.qunfa.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class JsSignatureTest {

    private static final String TICKET =
            "sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg";

    @Test
    void the_platforms_own_example_comes_out() {
        var signature =
                JsSignature.of(
                        TICKET,
                        "Wm3WZYTPz0wzccnW",
                        1414587457,
                        "http://mp.weixin.qq.com?params=value");

        assertThat(signature.signature()).isEqualTo("0f9de62fce790f9a083d5c99e95740ceb90c27ed");
    }

    @Test
    void an_address_with_a_port_and_a_query_is_signed_as_it_is() {
        var signature =
                JsSignature.of(
                        "bxLdikRXVbTPdHSM05e5u4RbEYQn7pNQMPrfzl8lJNb1foLDa3HIwI3BRMkQmSO_5F64VFa75uURcq6Uz7QHgA",
                        "82693e11-b9bc-448e-892f-f5289f46cd0f",
                        1419835025,
                        "http://omstest.vmall.com:23568/thirdparty/wechat/vcode/gotoshare?quantity=1&batchName=MATE7");

        assertThat(signature.signature()).isEqualTo("c6f04b64d6351d197b71bd23fb7dd2d44c0db486");
    }

    @Test
    void what_follows_the_hash_does_not_count() {
        var with = JsSignature.of(TICKET, "n", 1, "https://www.example.com/a?b=c#/page?d=e");
        var without = JsSignature.of(TICKET, "n", 1, "https://www.example.com/a?b=c");

        assertThat(with.signature()).isEqualTo(without.signature());
    }
}
