package io.qunfa.sandbox.world;

/**
 * What a world is like at the beginning.
 *
 * @param followers how many follow the first account
 */
public record WorldSettings(long seed, AccountKind kind, int followers, Switches switches) {

    public WorldSettings {
        if (followers < 0 || followers > Followers.MAX) {
            throw new IllegalArgumentException(
                    "followers must be 0 to " + Followers.MAX + ": " + followers);
        }
    }
}
