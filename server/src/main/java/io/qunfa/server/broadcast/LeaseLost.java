package io.qunfa.server.broadcast;

/** Another node has taken this broadcast over; whatever this one was about to write is void. */
final class LeaseLost extends RuntimeException {

    LeaseLost(Lease lease) {
        super("lease lost: " + lease);
    }
}
