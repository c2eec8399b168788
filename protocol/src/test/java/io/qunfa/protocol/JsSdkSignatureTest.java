package io.qunfa.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsSdkSignatureTest {

    private static final String TICKET =
            "sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg";

    @ParameterizedTest
    @CsvSource({
        "sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg,"
                + " Wm3WZYTPz0wzccnW, 1414587457, http://mp.weixin.qq.com?params=value,"
                + " 0f9de62fce790f9a083d5c99e95740ceb90c27ed",
        "bxLdikRXVbTPdHSM05e5u4RbEYQn7pNQMPrfzl8lJNb1foLDa3HIwI3BRMkQmSO_5F64VFa75uURcq6Uz7QHgA,"
                + " 82693e11-b9bc-448e-892f-f5289f46cd0f, 1419835025,"
                + " http://omstest.vmall.com:23568/thirdparty/wechat/vcode/gotoshare?quantity=1&batchName=MATE7,"
                + " c6f04b64d6351d197b71bd23fb7dd2d44c0db486",
    })
    void published_pages_carry_the_published_signature(
            String ticket, String nonce, long timestamp, String url, String signature) {
        assertThat(JsSdkSignature.of(ticket, nonce, timestamp, url)).isEqualTo(signature);
    }

    @Test
    void what_follows_the_hash_is_not_signed() {
        assertThat(JsSdkSignature.of(TICKET, "n", 1, "http://example.com/a#b"))
                .isEqualTo(JsSdkSignature.of(TICKET, "n", 1, "http://example.com/a"));
    }
}
