package io.qunfa.sandbox.world;

/** How many calls of one path an account may make. */
public record CallLimit(int daily, int perMinute) {

    public static final CallLimit NONE = new CallLimit(Integer.MAX_VALUE, Integer.MAX_VALUE);

    public CallLimit {
        if (daily < 0 || perMinute < 0) {
            throw new IllegalArgumentException(
                    "a limit is not negative: " + daily + " a day, " + perMinute + " a minute");
        }
    }
}
