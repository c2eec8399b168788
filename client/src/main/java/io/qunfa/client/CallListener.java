package io.qunfa.client;

/** Hears of every request a client has made, token fetches and repetitions included. */
@FunctionalInterface
public interface CallListener {

    /** Called on the thread of the call, after it; what it throws reaches the caller. */
    void completed(CompletedCall call);
}
