package io.qunfa.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.sandbox.faults.Effect;
import io.qunfa.sandbox.faults.Fault;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Faults that a program has to survive, ordered as data. */
class FaultIT {

    private static final String SENDALL = "/cgi-bin/message/mass/sendall";
    private static final String TAGS = "/cgi-bin/tags/get";
    private static final String TO_ALL =
            "{\"filter\":{\"is_to_all\":true},\"msgtype\":\"text\",\"text\":{\"content\":\"x\"}}";

    private static Sandbox sandbox;
    private Caller caller;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.builder().followers(10).clockRate(0).start();
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @BeforeEach
    void renew() throws Exception {
        sandbox.reset();
        caller = new Caller(sandbox).withToken();
    }

    @Test
    void the_first_call_of_a_send_may_already_be_called_a_duplicate() throws Exception {
        order(
                "{\"path\":\"%s\",\"times\":1,\"effect\":\"errcode\",\"errcode\":45065,\"processed\":true}"
                        .formatted(SENDALL));

        var first = caller.post(SENDALL, TO_ALL);

        assertThat(first.path("errcode").asInt()).isEqualTo(45065);
        assertThat(first.path("errmsg").asString()).startsWith("clientmsgid exist");
        assertThat(first.path("msg_id").asLong()).isEqualTo(1_000_000_001L);
        sandbox.clock().advance(Duration.ofMinutes(1));
        assertThat(sandbox.account().ledger()).hasSize(1);
    }

    @Test
    void a_duplicate_without_a_send_names_none() throws Exception {
        order("{\"effect\":\"errcode\",\"errcode\":45065,\"times\":1}");

        assertThat(caller.post(SENDALL, TO_ALL).has("msg_id")).isFalse();
    }

    @Test
    void another_system_may_take_the_token_away() throws Exception {
        order("{\"path\":\"%s\",\"times\":1,\"effect\":\"token-kicked\"}".formatted(TAGS));

        assertThat(code(caller.read(TAGS))).isEqualTo(40001);
        assertThat(code(caller.read(TAGS))).isEqualTo(40001);
        assertThat(caller.withToken().read(TAGS).has("tags")).isTrue();
    }

    @Test
    void a_stable_token_that_was_taken_away_is_replaced() throws Exception {
        var stable = stableToken();
        order("{\"path\":\"%s\",\"times\":1,\"effect\":\"token-kicked\"}".formatted(TAGS));

        assertThat(code(caller.withToken(stable).read(TAGS))).isEqualTo(40001);

        var next = stableToken();
        assertThat(next).isNotEqualTo(stable);
        assertThat(caller.withToken(next).read(TAGS).has("tags")).isTrue();
    }

    @Test
    void an_answer_may_be_slow() throws Exception {
        order(
                "{\"path\":\"%s\",\"times\":1,\"effect\":\"latency\",\"delay\":\"PT0.3S\"}"
                        .formatted(TAGS));
        long begun = System.nanoTime();

        assertThat(caller.read(TAGS).has("tags")).isTrue();

        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .isGreaterThan(Duration.ofMillis(300));
    }

    @Test
    void a_fault_happens_as_often_as_it_says_and_only_on_its_paths() throws Exception {
        order("{\"path\":\"/cgi-bin/tags/*\",\"times\":2,\"effect\":\"errcode\"}");

        assertThat(caller.read("/cgi-bin/user/get").has("total")).isTrue();
        assertThat(code(caller.read(TAGS))).isEqualTo(-1);
        assertThat(code(caller.read(TAGS))).isEqualTo(-1);
        assertThat(caller.read(TAGS).has("tags")).isTrue();
    }

    @Test
    void chance_is_the_same_each_time_it_is_ordered() throws Exception {
        var chance = "{\"path\":\"%s\",\"probability\":0.5,\"effect\":\"errcode\"}".formatted(TAGS);

        order(chance);
        var once = refusalsOfTwenty();
        order(chance);

        assertThat(once).isNotEmpty().hasSizeLessThan(20);
        assertThat(refusalsOfTwenty()).isEqualTo(once);
    }

    @Test
    void a_test_orders_faults_without_json() throws Exception {
        sandbox.faults(
                Fault.once(TAGS, Effect.ERRCODE).errcode(45009),
                Fault.always(TAGS, Effect.ERRCODE).times(2).probability(1).withoutEffect());

        assertThat(code(caller.read(TAGS))).isEqualTo(45009);
        assertThat(code(caller.read(TAGS))).isEqualTo(-1);
        sandbox.faults();
        assertThat(caller.read(TAGS).has("tags")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"effect\":\"errcode\",\"tims\":1}",
                "{\"effect\":\"errcode\",\"times\":0}",
                "{\"effect\":\"errcode\",\"probability\":2}",
                "{\"effect\":\"latency\",\"delay\":\"PT1H\"}",
                "{\"effect\":\"latency\",\"delay\":\"soon\"}",
                "{\"effect\":\"status\",\"status\":1}",
                "{\"effect\":\"malformed\",\"processed\":false}",
                "{\"effect\":\"early\",\"path\":\"/cgi-bin/message/mass/sendall\"}",
                "{\"effect\":\"html\",\"path\":\"MASSSENDJOBFINISH\"}",
                "{}",
            })
    void what_makes_no_sense_is_refused(String fault) throws Exception {
        var answer = caller.send("PUT", "/_sandbox/faults", "{\"faults\":[" + fault + "]}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(caller.control("GET", "/faults", "").path("faults")).isEmpty();
    }

    private int[] refusalsOfTwenty() throws Exception {
        var refused = IntStream.builder();
        for (int call = 0; call < 20; call++) {
            if (code(caller.read(TAGS)) == -1) {
                refused.add(call);
            }
        }
        return refused.build().toArray();
    }

    private String stableToken() throws Exception {
        var account = sandbox.account();
        var body =
                "{\"grant_type\":\"client_credential\",\"appid\":\"%s\",\"secret\":\"%s\"}"
                        .formatted(account.appId(), account.appSecret());
        return caller.post("/cgi-bin/stable_token", body).path("access_token").asString();
    }

    private static int code(JsonNode answer) {
        return answer.path("errcode").asInt(0);
    }

    private void order(String fault) throws Exception {
        caller.control("PUT", "/faults", "{\"faults\":[" + fault + "]}");
    }
}
