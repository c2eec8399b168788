package io.qunfa.sandbox.http;

/** Answers one request. */
public interface HttpHandler {
    Answer handle(Request request);
}
