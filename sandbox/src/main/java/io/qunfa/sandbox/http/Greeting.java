package io.qunfa.sandbox.http;

import java.io.IOException;
import java.net.Socket;

/** What happens on a connection before HTTP begins. */
interface Greeting {

    /** Nothing. */
    Greeting NONE = accepted -> accepted;

    /** The connection on which HTTP will be spoken. */
    Socket greet(Socket accepted) throws IOException;
}
