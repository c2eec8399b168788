package io.qunfa.client;

import java.nio.charset.StandardCharsets;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.StringEntity;

/**
 * Calls written by hand. Whatever the platform answers is the result, its errors too; a token that
 * it rejects is renewed once, and the call is made once more.
 */
public final class RawCalls {

    private static final ContentType FIELD =
            ContentType.create("text/plain", StandardCharsets.UTF_8);

    private final Api api;

    RawCalls(Api api) {
        this.api = api;
    }

    /**
     * Makes a call with the account's token.
     *
     * @throws WeChatException.Unanswered if no answer came, or one of more than 64 MiB
     */
    public RawAnswer make(RawCall call) {
        var query = Query.NONE;
        for (var parameter : call.query().entrySet()) {
            query = query.and(parameter.getKey(), parameter.getValue());
        }
        var request =
                call.method().equals("GET")
                        ? Request.get(api.base(), call.path(), query)
                        : Request.post(api.base(), call.path(), query, entity(call));
        return api.raw(request);
    }

    private static HttpEntity entity(RawCall call) {
        return call.body().map(RawCalls::entity).orElseGet(() -> text(""));
    }

    private static HttpEntity entity(RawCall.Body body) {
        if (body instanceof RawCall.Body.File file) {
            var form = file.upload().form();
            file.fields().forEach((name, value) -> form.addTextBody(name, value, FIELD));
            return form.build();
        }
        return text(((RawCall.Body.Text) body).text());
    }

    private static HttpEntity text(String text) {
        return new StringEntity(
                text, ContentType.APPLICATION_JSON.withCharset(StandardCharsets.UTF_8));
    }
}
