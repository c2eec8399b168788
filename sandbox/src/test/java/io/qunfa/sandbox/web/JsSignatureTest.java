package io.qunfa.sandbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The published vectors 10 and 11 of the JS-SDK signature. */
class JsSignatureTest {

    @Test
    void the_signature_of_the_documentation_comes_out() {
        var signature =
                new JsSignature(
                        "sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg",
                        "Wm3WZYTPz0wzccnW",
                        "1414587457",
                        "http://mp.weixin.qq.com?params=value");

        assertThat(signature.value()).isEqualTo("0f9de62fce790f9a083d5c99e95740ceb90c27ed");
    }

    @Test
    void an_address_with_port_and_query_is_signed_as_it_is_without_its_fragment() {
        var signature =
                new JsSignature(
                        "bxLdikRXVbTPdHSM05e5u4RbEYQn7pNQMPrfzl8lJNb1foLDa3HIwI3BRMkQmSO_5F64VFa75uURcq6Uz7QHgA",
                        "82693e11-b9bc-448e-892f-f5289f46cd0f",
                        "1419835025",
                        "http://omstest.vmall.com:23568/thirdparty/wechat/vcode/gotoshare?quantity=1&batchName=MATE7#top");

        assertThat(signature.value()).isEqualTo("c6f04b64d6351d197b71bd23fb7dd2d44c0db486");
    }
}
