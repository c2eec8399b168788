package io.qunfa.sandbox.http;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Accepts connections and gives every one its virtual thread. */
public final class HttpListener implements AutoCloseable {

    private static final int BACKLOG = 1024;
    private static final int MAX_CONNECTIONS = 10_000;
    private static final int MAX_BODY_BYTES = 16 * 1024 * 1024;
    private static final Duration IDLE = Duration.ofSeconds(75);

    private final ServerSocket server;
    private final HttpHandler handler;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

    private HttpListener(ServerSocket server, HttpHandler handler) {
        this.server = server;
        this.handler = handler;
    }

    /**
     * Listens on this address; port 0 lets the system choose.
     *
     * @throws UncheckedIOException if the port is in use
     */
    public static HttpListener bind(InetSocketAddress address, HttpHandler handler) {
        try {
            var server = new ServerSocket();
            server.setReuseAddress(true);
            server.bind(address, BACKLOG);
            var listener = new HttpListener(server, handler);
            Thread.ofPlatform().daemon(false).name("sandbox-accept").start(listener::accept);
            return listener;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on " + address, e);
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                if (connections.size() >= MAX_CONNECTIONS) {
                    socket.close();
                    continue;
                }
                connections.add(socket);
                Thread.ofVirtual().name("sandbox-connection").start(() -> serve(socket));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    log().log(DEBUG, "accept failed", e);
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) IDLE.toMillis());
            var out = socket.getOutputStream();
            var in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
            var reader = new RequestReader(in, out, socket.getInetAddress(), MAX_BODY_BYTES);
            var writer = new AnswerWriter(socket, out);
            converse(reader, writer);
        } catch (IOException e) {
            log().log(DEBUG, "connection ended", e);
        } finally {
            connections.remove(socket);
        }
    }

    private void converse(RequestReader reader, AnswerWriter writer) throws IOException {
        boolean open = true;
        while (open) {
            try {
                var received = reader.next();
                if (received == null) {
                    return;
                }
                var request = received.request();
                var withBody = !request.method().equals("HEAD");
                open = writer.write(answer(request), withBody, received.keepAlive());
            } catch (MalformedRequest e) {
                writer.write(Answer.text(e.status(), String.valueOf(e.getMessage())), true, false);
                return;
            }
        }
    }

    private Answer answer(Request request) {
        try {
            return handler.handle(request);
        } catch (RuntimeException e) {
            log().log(ERROR, "no answer for " + request.method() + " " + request.path(), e);
            return Answer.text(500, "the sandbox failed; its log says why");
        }
    }

    /** Stops listening and ends every connection. */
    @Override
    public void close() {
        closeQuietly(server);
        connections.forEach(HttpListener::closeQuietly);
    }

    private static void closeQuietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            log().log(DEBUG, "close failed", e);
        }
    }

    /** Asked for only when there is something to say: loading the logger costs start-up time. */
    private static System.Logger log() {
        return System.getLogger(HttpListener.class.getName());
    }
}
