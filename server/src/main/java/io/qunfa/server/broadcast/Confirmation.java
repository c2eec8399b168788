package io.qunfa.server.broadcast;

/** What an operator types to show that they know what they are about to do. */
record Confirmation(String accountName, long recipients) {}
