package io.qunfa.sandbox.world;

/**
 * What readers did with articles on one day, or on several together.
 *
 * @param users who read
 * @param originals who went on to "read original"
 */
public record Reading(
        int users, int shares, int zaikan, int likes, int collections, int originals) {

    public static final Reading NONE = new Reading(0, 0, 0, 0, 0, 0);

    /** Both together. */
    public Reading plus(Reading other) {
        return new Reading(
                users + other.users,
                shares + other.shares,
                zaikan + other.zaikan,
                likes + other.likes,
                collections + other.collections,
                originals + other.originals);
    }
}
