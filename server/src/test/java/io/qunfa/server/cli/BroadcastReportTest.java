package io.qunfa.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

final class BroadcastReportTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final AccountConnection account =
            new AccountConnection(
                    new ServerConnection(java.net.URI.create("http://127.0.0.1:1"), ""),
                    JSON.readTree("{\"id\":\"1\",\"name\":\"Demo\",\"appId\":\"wx1\"}"));

    @Test
    void it_tells_the_numbers_of_a_finished_broadcast() {
        var report =
                report(
                        """
                        {"state":"finished",
                         "sentAt":"2026-12-01T04:00:00Z","finishedAt":"2026-12-01T04:00:03.2Z",
                         "totals":{"audience":1000,"eligible":998,"delivered":997,"failed":1},
                         "calls":[{"msgId":"1000000001"}]}
                        """);

        assertThat(report.succeeded()).isTrue();
        assertThat(report.lines(account))
                .containsExactly(
                        "  Account     Demo (wx1)",
                        "  Message id  1000000001",
                        "  Audience    1,000",
                        "  Eligible    998",
                        "  Delivered   997",
                        "  Failed      1",
                        "  Took        3.2 s");
    }

    @Test
    void a_number_that_nobody_counted_is_not_0() {
        var report =
                report(
                        """
                        {"state":"held","totals":{"audience":1000,"eligible":null,
                         "delivered":null,"failed":null},"calls":[{"msgId":null}],
                         "problem":{"code":"x","title":"Held","detail":"Somebody must look."}}
                        """);

        assertThat(report.succeeded()).isFalse();
        assertThat(report.reason()).isEqualTo("Held. Somebody must look.");
        assertThat(report.lines(account)).contains("  Delivered   unknown", "  Message id  none");
    }

    private static BroadcastReport report(String json) {
        return new BroadcastReport(JSON.readTree(json));
    }
}
