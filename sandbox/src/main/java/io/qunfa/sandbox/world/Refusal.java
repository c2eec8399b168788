package io.qunfa.sandbox.world;

import io.qunfa.protocol.ReturnCode;
import java.util.Map;

/** A refusal in the platform's vocabulary, with the explanation the platform never gives. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int code;
    private final String text;
    private final transient Explanation explanation;
    private final transient Map<String, Object> extras;

    private Refusal(int code, String text, Explanation explanation, Map<String, Object> extras) {
        super(code + " " + text, null, false, false);
        this.code = code;
        this.text = text;
        this.explanation = explanation;
        this.extras = Map.copyOf(extras);
    }

    /**
     * A refusal with the platform's text for this code.
     *
     * @param check which check failed
     * @param sent what was sent
     * @param expected what would have been right
     */
    public static Refusal of(int code, String check, String sent, String expected) {
        var text = ReturnCode.find(code).map(ReturnCode::text).orElse("");
        var explanation = new Explanation(check, sent, expected, Evidence.DOCUMENTED);
        return new Refusal(code, text, explanation, Map.of());
    }

    /** The same refusal, known from real answers or from SDKs only. */
    public Refusal observed() {
        return new Refusal(code, text, explanation.with(Evidence.OBSERVED), extras);
    }

    /** The same refusal, guessed. */
    public Refusal assumed() {
        return new Refusal(code, text, explanation.with(Evidence.ASSUMED), extras);
    }

    /** The same refusal with another text: some texts carry details of the call. */
    public Refusal saying(String otherText) {
        return new Refusal(code, otherText, explanation, extras);
    }

    /** The same refusal with one more field in its answer. */
    public Refusal carrying(String field, Object value) {
        return new Refusal(code, text, explanation, Map.of(field, value));
    }

    public int code() {
        return code;
    }

    public String text() {
        return text;
    }

    public Explanation explanation() {
        return explanation;
    }

    public Map<String, Object> extras() {
        return extras;
    }

    /** Why a call was refused, for the event log. */
    public record Explanation(String check, String sent, String expected, Evidence evidence) {

        Explanation with(Evidence other) {
            return new Explanation(check, sent, expected, other);
        }
    }
}
