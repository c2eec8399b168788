package io.qunfa.sandbox.http;

import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Greets with a TLS handshake. */
final class Tls implements Greeting {

    private final SSLSocketFactory sockets;

    Tls(Authority authority) {
        this.sockets = authority.serverSockets();
    }

    @Override
    public Caller greet(Socket accepted) throws IOException {
        var host = accepted.getInetAddress().getHostAddress();
        var secured = (SSLSocket) sockets.createSocket(accepted, host, accepted.getPort(), true);
        secured.setUseClientMode(false);
        secured.startHandshake();
        return new Caller(secured);
    }
}
