package io.qunfa.client.callback;

/**
 * How a mass send ended.
 *
 * @see <a
 *     href="https://developers.weixin.qq.com/doc/service/guide/product/message/Batch_Sends.html">群发消息,
 *     state of November 2026</a>
 */
public sealed interface JobStatus {

    /** The words of the platform. */
    String raw();

    /** Delivered; single followers may still have failed. */
    record Succeeded(String raw) implements JobStatus {}

    /** Failed without a reason. */
    record Failed(String raw) implements JobStatus {}

    /**
     * Stopped by review, by the originality check or by the administrator.
     *
     * @param code such as 20008 for suspected fraud or 30003 for a reprint; the platform may add
     *     more
     */
    record Stopped(String raw, int code) implements JobStatus {}

    /** Words this client does not know. */
    record Unknown(String raw) implements JobStatus {}
}
