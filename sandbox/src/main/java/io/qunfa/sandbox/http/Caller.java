package io.qunfa.sandbox.http;

import java.net.Socket;

/** Who was greeted, and what they have said of their first request already, as ISO 8859-1. */
record Caller(Socket socket, String said) {

    Caller(Socket socket) {
        this(socket, "");
    }
}
