package io.qunfa.sandbox.world;

import java.util.Arrays;
import java.util.Optional;

/**
 * Behaviours around content and mass sends that are disputed or changed; all are off by default.
 */
public enum ContentSwitch {
    /** Temporary images are limited to 2 MB: one line of the page says so, another says 10 MB. */
    TEMPORARY_IMAGES_OF_2_MB("temporaryImagesOf2Mb"),
    /** Titles to 64 characters, articles of any length: seen in 2026, against the page. */
    LENIENT_ARTICLES("lenientArticles"),
    /** The account has no comment privilege, as most that registered after March 2018. */
    NO_COMMENTS("noComments"),
    /** A comment's reply comes as an array, as in an SDK's fixture. */
    COMMENT_REPLY_AS_ARRAY("commentReplyAsArray"),
    /** Unverified accounts may publish, as one report of August 2026 says. */
    UNVERIFIED_PUBLISHING("unverifiedPublishing"),
    /** The end of a publication is pushed as FREEPUBLISHJOBFINISH, as an SDK expects. */
    FREEPUBLISH_EVENT("freepublishEvent"),
    /** The end of a publication is pushed as MASSSENDJOBFINISH, as users reported. */
    PUBLISH_AS_MASS_EVENT("publishAsMassEvent"),
    /** A draft is consumed by a send to all only; else any send consumes it. */
    DRAFT_SURVIVES_PARTIAL_SENDS("draftSurvivesPartialSends"),
    /** Client keys of up to 64 characters, as the old page said. */
    LONG_CLIENT_KEYS("longClientKeys"),
    /** Material of another kind is answered with 268488001 and not with 40007. */
    MISMATCH_IS_BUSY("mismatchIsBusy"),
    /** Videos uploaded by API cannot be sent by API: 48022. */
    API_VIDEO_CLOSED("apiVideoClosed"),
    /** A protected send to all is refused with 89503 and creates no job. */
    REJECT_PROTECTED_SENDS("rejectProtectedSends"),
    /** A send that waits for the administrator looks SENDING in mass/get instead of 89504. */
    WAITING_LOOKS_SENDING("waitingLooksSending"),
    /** \\u escapes in a body are stored as they are and not refused. */
    ESCAPES_STORED("escapesStored"),
    /** The article statistics of before November 2025 still answer. */
    OLD_STATISTICS("oldStatistics");

    private final String word;

    ContentSwitch(String word) {
        this.word = word;
    }

    /** The name in the control surface. */
    public String word() {
        return word;
    }

    /** The switch with this name. */
    public static Optional<ContentSwitch> find(String word) {
        return Arrays.stream(values()).filter(s -> s.word.equals(word)).findFirst();
    }
}
