package io.qunfa.conformance;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.sandbox.Sandbox;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import org.junit.jupiter.api.Test;

/** The sandbox's description of itself, read by the parser that most tools stand on. */
class DescriptionTest {

    @Test
    void a_parser_reads_the_document_without_a_complaint_and_resolves_it() throws Exception {
        var options = new ParseOptions();
        options.setResolve(true);
        options.setResolveFully(true);
        try (var sandbox = Sandbox.start()) {
            var document = Control.order(sandbox, "GET", "openapi.json", "");
            var parsed = new OpenAPIV3Parser().readContents(document, null, options);
            var api = parsed.getOpenAPI();
            var path = requireNonNull(api.getPaths().get("/cgi-bin/message/mass/sendall"));
            var sendAll = path.getPost();
            var json = sendAll.getRequestBody().getContent().get("application/json");

            assertThat(parsed.getMessages()).isEmpty();
            assertThat(api.getOpenapi()).isEqualTo("3.1.0");
            assertThat(api.getServers().get(0).getUrl()).isEqualTo(sandbox.address().toString());
            assertThat(api.getPaths()).hasSizeGreaterThan(130);
            assertThat(sendAll.getExternalDocs().getUrl()).contains("developers.weixin.qq.com");
            assertThat(requireNonNull(json).getExamples()).containsKey("mass-send-text");
            assertThat(document)
                    .contains(sandbox.account().appId(), sandbox.account().followers(1).get(0));
        }
    }
}
