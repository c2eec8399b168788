package io.qunfa.sandbox.world;

/** What happens in the world that the platform tells an account's server. */
public interface WorldEvents {

    /**
     * The followers with the numbers {@code first} to {@code first + count - 1} began to follow.
     */
    void followed(OfficialAccount account, int first, int count);

    void unfollowed(OfficialAccount account, int number);

    void massSendFinished(OfficialAccount account, MassJob job);

    void noticed(OfficialAccount account, Notice notice);

    /** A publication came to its end. */
    void published(OfficialAccount account, PublishJob job);
}
