package io.qunfa.sandbox.journal;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/** One line of the journal. */
public sealed interface Entry {

    Pattern ERROR_CODE = Pattern.compile("\\s*\\{[^{]*?\"errcode\"\\s*:\\s*(-?[0-9]{1,9})\\b");
    Pattern FAILED_PUSH = Pattern.compile("[a-z-]+: |lost");

    long id();

    /** Virtual time. */
    Instant time();

    /** Empty if it could not be assigned to an account. */
    String appId();

    /** What was called, or what was pushed to which address. */
    String target();

    /** The {@code errcode} of the answer, 0 if it has none. */
    int errorCode();

    /** Whether the platform refused, or the push failed. */
    boolean isRefused();

    /** Roughly how much memory it holds. */
    int bytes();

    /**
     * A request to the emulated platform and what it got.
     *
     * @param appId empty if the request could not be assigned to an account
     * @param outcome the answer's status, or what happened instead
     * @param notes why it was refused and what else was strange about it
     */
    record RequestSeen(
            long id,
            Instant time,
            String appId,
            String method,
            String path,
            String query,
            String body,
            String outcome,
            String answer,
            List<String> notes)
            implements Entry {

        @Override
        public int bytes() {
            return 2 * (query.length() + body.length() + answer.length()) + 400;
        }

        @Override
        public String target() {
            return path;
        }

        @Override
        public int errorCode() {
            // Most answers have none, and a hundred thousand are asked at once.
            var code = answer.contains("errcode") ? ERROR_CODE.matcher(answer) : null;
            return code != null && code.lookingAt() ? Integer.parseInt(code.group(1)) : 0;
        }

        @Override
        public boolean isRefused() {
            return errorCode() != 0;
        }
    }

    /**
     * One attempt to push something.
     *
     * @param kind the event or message type
     * @param attempt counts from 1
     * @param outcome what came of it
     */
    record CallbackPushed(
            long id,
            Instant time,
            String appId,
            String url,
            String kind,
            int attempt,
            String body,
            String answer,
            String outcome)
            implements Entry {

        @Override
        public int bytes() {
            return 2 * (url.length() + body.length() + answer.length()) + 400;
        }

        @Override
        public String target() {
            return kind + " → " + url;
        }

        @Override
        public int errorCode() {
            return 0;
        }

        /** Its outcome begins with the reason's word. */
        @Override
        public boolean isRefused() {
            return FAILED_PUSH.matcher(outcome).lookingAt();
        }
    }
}
