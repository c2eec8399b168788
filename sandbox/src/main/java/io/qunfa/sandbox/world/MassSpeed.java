package io.qunfa.sandbox.world;

import java.util.List;

/**
 * How fast an account's mass sends leave.
 *
 * @param level 0, the fastest, to 4
 * @see <a
 *     href="https://developers.weixin.qq.com/doc/service/api/notify/message/api_setspeed.html">the
 *     platform's page</a>
 */
public record MassSpeed(int level) {

    private static final List<Integer> TEN_THOUSANDS_A_MINUTE = List.of(80, 60, 45, 30, 10);

    static final MassSpeed FASTEST = new MassSpeed(0);

    /** 45083 unless the level is 0 to 4. */
    public MassSpeed {
        if (level < 0 || level >= TEN_THOUSANDS_A_MINUTE.size()) {
            throw Refusal.of(45083, "speed is 0 to 4", String.valueOf(level), "0 to 4");
        }
    }

    /** Ten thousands of recipients a minute. */
    public int real() {
        return TEN_THOUSANDS_A_MINUTE.get(level);
    }

    /** A rate that holds for the fastest level, at this level; at least one a second. */
    int perSecond(int fastestPerMinute) {
        return (int) Math.max(1, (long) fastestPerMinute * real() / FASTEST.real() / 60);
    }
}
