package io.qunfa.sandbox.http;

import java.io.IOException;
import java.net.Socket;

/** What happens on a connection before HTTP begins. */
interface Greeting {

    /** Nothing. */
    Greeting NONE = Caller::new;

    /** The connection on which HTTP will be spoken. */
    Caller greet(Socket accepted) throws IOException;
}
