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
    /** mass/get of an unknown send is an empty object and not 40059, as seen in 2017. */
    UNKNOWN_SEND_IS_EMPTY("unknownSendIsEmpty"),
    /** mass/delete deletes and says 40060 all the same, as reported. */
    DELETION_SAYS_40060("deletionSays40060"),
    /** freepublish/get writes publish_id as a text, as its page does. */
    PUBLISH_ID_AS_TEXT("publishIdAsText"),
    /** media/upload of a thumb answers media_id and not thumb_media_id. */
    THUMB_AS_MEDIA_ID("thumbAsMediaId"),
    /** A push that is repeated keeps its timestamp, nonce and signature. */
    RETRIES_KEEP_SIGNATURE("retriesKeepSignature"),
    /** Pushes are JSON (数据格式), which the page gives to mini programs only. */
    JSON_PUSHES("jsonPushes"),
    /** A token for an address outside the list needs the administrator: 89503 and not 40164. */
    ADDRESSES_NEED_CONFIRMATION("addressesNeedConfirmation"),
    /** A call described as GET refuses POST: 43001. Old SDKs post everything, so it is off. */
    STRICT_METHODS("strictMethods"),
    /** Answers come as text/plain, as some did. */
    PLAIN_TEXT_ANSWERS("plainTextAnswers"),
    /** A follower sees the failure sentence of the documentation, not that of the clients. */
    DOCUMENTED_FAILURE_SENTENCE("documentedFailureSentence"),
    /** A mass send that failed has used up its quota all the same. */
    FAILED_SENDS_COUNT("failedSendsCount"),
    /** The 30 of a tag's name are bytes, as the older table says. */
    TAG_NAMES_IN_BYTES("tagNamesInBytes"),
    /** errmsg ends like before 2020: hint: […] and no rid. */
    OLD_HINTS("oldHints"),
    /** A new message of a follower leaves the open window as it is. */
    WINDOW_IS_NOT_RESET("windowIsNotReset"),
    /** menu/trymatch answers its buttons without menu around them, as its page says. */
    BARE_MATCHED_MENU("bareMatchedMenu"),
    /** A conditional menu may ask for sex, region and language, which is 65320 today. */
    PERSONAL_MATCH_RULES("personalMatchRules"),
    /** A call over plain HTTP is refused: 43003. */
    HTTPS_ONLY("httpsOnly"),
    /** Nobody reads an article but who opens its page, or is said to. */
    ONLY_REAL_READERS("onlyRealReaders"),
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
