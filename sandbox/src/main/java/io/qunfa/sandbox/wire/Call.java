package io.qunfa.sandbox.wire;

import io.qunfa.sandbox.http.Body;
import io.qunfa.sandbox.http.Request;
import io.qunfa.sandbox.world.ContentSwitch;
import io.qunfa.sandbox.world.OfficialAccount;
import io.qunfa.sandbox.world.Refusal;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** One call that is being served. */
public final class Call {

    private final Request request;
    private final DocumentedCall documented;
    private final Map<String, String> parameters;
    private @Nullable JsonNode body;
    private @Nullable OfficialAccount account;
    private @Nullable MultipartForm form;
    private @Nullable Attachment attachment;
    private boolean afterPushes;

    Call(Request request, DocumentedCall documented) {
        this.request = request;
        this.documented = documented;
        this.parameters = request.parameters();
    }

    /** A query parameter, or a field of a form; empty if it is absent. */
    public String parameter(String name) {
        var value = parameters.get(name);
        return value == null ? formField(name) : value;
    }

    /** Old SDKs put the token and the kind of media beside the file. */
    private String formField(String name) {
        return MultipartForm.isIn(request)
                ? form().find(name).map(part -> part.content().text()).orElse("")
                : "";
    }

    /** The caller's address. */
    public String callerAddress() {
        return request.caller().getHostAddress();
    }

    /** The host and port under which the caller reached the sandbox. */
    public String hostAddress() {
        return request.header("host").orElse("127.0.0.1");
    }

    /** Whether anything came in the body. */
    public boolean hasBody() {
        return request.body().length() > 0;
    }

    /** The body; 44002 without one, 47001 and 47002 if it is not JSON as the platform likes it. */
    public JsonNode body() {
        if (body == null) {
            body = parse();
        }
        return body;
    }

    private JsonNode parse() {
        if (request.body().length() == 0) {
            throw Refusal.of(44002, "the call has a body", "nothing", "a JSON object");
        }
        Unreadable.requireNoMark(request.body().bytes());
        JsonNode tree;
        try {
            tree = Json.parse(request.body().bytes());
        } catch (JacksonException e) {
            throw Unreadable.refusal(request, e);
        }
        if (!tree.isObject()) {
            throw Unreadable.refusal(tree);
        }
        if (account == null || !account.switches().content().isOn(ContentSwitch.ESCAPES_STORED)) {
            requireRawCharacters();
        }
        return tree;
    }

    private void requireRawCharacters() {
        var bytes = request.body().bytes();
        boolean escaping = false;
        for (int i = 0; i < bytes.length; i++) {
            if (escaping && bytes[i] == 'u') {
                throw Refusal.of(
                        47002,
                        "characters are sent as themselves",
                        "a \\u escape at byte " + i,
                        "raw UTF-8; switch escaping off in the JSON writer");
            }
            escaping = !escaping && bytes[i] == '\\';
        }
    }

    /** The body of an upload; 41005 if it is not multipart. */
    public MultipartForm form() {
        if (form == null) {
            form = MultipartForm.of(request);
        }
        return form;
    }

    /** The host under which the caller knows the sandbox. */
    public String host() {
        return request.header("host").orElse("127.0.0.1");
    }

    /** Answers with a file instead of JSON. The bytes are not copied. */
    public void attach(String contentType, String fileName, byte[] bytes) {
        attachment = new Attachment(contentType, fileName, new Body(bytes));
    }

    /** The account whose token came with the call. */
    public OfficialAccount account() {
        return Objects.requireNonNull(account, "a call without a token has no account");
    }

    /** Assigns the call to an account and counts it there. */
    public void countFor(OfficialAccount owner) {
        authenticated(owner);
        documented.count(owner);
    }

    /** Lets everything that this call causes be pushed before it is answered. */
    public void answerAfterPushes() {
        afterPushes = true;
    }

    @Nullable Attachment attachment() {
        return attachment;
    }

    boolean isAnsweredAfterPushes() {
        return afterPushes;
    }

    void authenticated(OfficialAccount owner) {
        account = owner;
        if (!request.isSecure() && owner.switches().content().isOn(ContentSwitch.HTTPS_ONLY)) {
            throw Refusal.of(43003, "the call came over HTTPS", "http://…", "https://…");
        }
    }

    @Nullable OfficialAccount owner() {
        return account;
    }

    @Nullable JsonNode parsedBody() {
        return body;
    }

    Request request() {
        return request;
    }

    DocumentedCall documented() {
        return documented;
    }
}
