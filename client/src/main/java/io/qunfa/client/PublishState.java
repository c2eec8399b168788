package io.qunfa.client;

/**
 * How a publish task went.
 *
 * @see <a
 *     href="https://developers.weixin.qq.com/doc/subscription/api/public/api_freepublish_get.html">发布状态查询,
 *     state of November 2026</a>
 */
public sealed interface PublishState {

    /** The number on the wire. */
    int raw();

    /** The numbers the platform documents. */
    enum Known implements PublishState {
        /** The pages are there. */
        PUBLISHED(0),
        /** Ask again later. */
        IN_PROGRESS(1),
        /** The originality check stopped it. */
        NOT_ORIGINAL(2),
        /** It failed without a reason. */
        FAILED(3),
        /** The platform's review refused it. */
        REFUSED_BY_REVIEW(4),
        /** It was published, and every article was deleted by the account since. */
        DELETED(5),
        /** It was published, and every article was banned by the platform since. */
        BANNED(6);

        private final int raw;

        Known(int raw) {
            this.raw = raw;
        }

        @Override
        public int raw() {
            return raw;
        }
    }

    /** A number the platform added later; -1 if it told none. */
    record Unknown(int raw) implements PublishState {}

    /** Reads the number on the wire. */
    static PublishState of(int raw) {
        for (var state : Known.values()) {
            if (state.raw == raw) {
                return state;
            }
        }
        return new Unknown(raw);
    }
}
