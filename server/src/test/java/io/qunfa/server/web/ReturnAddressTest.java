package io.qunfa.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReturnAddressTest {

    @ParameterizedTest
    @CsvSource({
        "https://a.example, https://a.example?ticket=T",
        "https://a.example/, https://a.example/?ticket=T",
        "https://a.example/x?, https://a.example/x?ticket=T",
        "https://a.example/x?n=%2Fcart%3Fa%3Db, https://a.example/x?n=%2Fcart%3Fa%3Db&ticket=T",
        "https://a.example/x?a=b+c%20d&e[]=1#f?g, https://a.example/x?a=b+c%20d&e[]=1&ticket=T#f?g",
        "https://a.example/#top, https://a.example/?ticket=T#top",
        "https://a.example/中?q=好, https://a.example/%E4%B8%AD?q=%E5%A5%BD&ticket=T",
        "https://a.example/?ticket=theirs&x=1&tick%65t=too, https://a.example/?x=1&ticket=T",
        "https://a.example/?state=theirs, https://a.example/?state=theirs&ticket=T",
    })
    void the_ticket_is_added_and_the_rest_stays_as_it_is(String address, String expected) {
        assertThat(ReturnAddress.with(URI.create(address), "T", "")).hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example/, https://a.example/?ticket=T&state=a%26b%20%7Bc%7D%25",
        "https://a.example/?state=theirs, https://a.example/?ticket=T&state=a%26b%20%7Bc%7D%25",
    })
    void the_state_comes_back_as_it_was_and_alone(String address, String expected) {
        assertThat(ReturnAddress.with(URI.create(address), "T", "a&b {c}%")).hasToString(expected);
    }
}
