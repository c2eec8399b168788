package io.qunfa.sandbox;

/**
 * What the reviewers say to a mass send.
 *
 * @param status {@code Status} of the result that is pushed, for example {@code send success} or
 *     {@code err(10001)}
 * @param errors how many of those it was meant for do not get it
 * @param unaccounted how many are neither sent to nor among the errors
 */
public record Verdict(String status, int errors, int unaccounted) {

    public Verdict {
        if (errors < 0 || unaccounted < 0) {
            throw new IllegalArgumentException(
                    "numbers are not negative: " + errors + ", " + unaccounted);
        }
    }

    /** It passes. */
    public static Verdict passed() {
        return new Verdict("send success", 0, 0);
    }

    /** It is refused, for example 10001: advertising. Nobody gets it. */
    public static Verdict refused(int reason) {
        return new Verdict("err(" + reason + ")", 0, 0);
    }

    /** The same, but so many do not get it. */
    public Verdict butFailsFor(int followers) {
        return new Verdict(status, followers, unaccounted);
    }
}
