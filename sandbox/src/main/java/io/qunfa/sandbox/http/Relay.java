package io.qunfa.sandbox.http;

import static java.lang.System.Logger.Level.DEBUG;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Connects every caller to the HTTP server by a {@link Wire}, on which things can go wrong. */
final class Relay implements AutoCloseable {

    private static final int BACKLOG = 1024;
    private static final int MAX_WIRES = 10_000;
    private static final int GREETING_TIMEOUT_MILLIS = 10_000;

    /** When nothing more can be opened, accepting fails at once, again and again. */
    private static final Duration AFTER_FAILURE = Duration.ofMillis(10);

    private static final Duration CLOSING = Duration.ofSeconds(1);

    private final InetSocketAddress server;
    private final List<Door> doors = new CopyOnWriteArrayList<>();
    private final Map<Integer, Wire> wires = new ConcurrentHashMap<>();

    Relay(InetSocketAddress server) {
        this.server = server;
    }

    /** Lets callers in at this address; the port that was taken. */
    int open(InetSocketAddress address, Greeting greeting) throws IOException {
        var listener = listen(address);
        var acceptor = Thread.ofVirtual().name("sandbox-accept");
        doors.add(new Door(listener, acceptor.start(() -> accept(listener, greeting))));
        return listener.getLocalPort();
    }

    private static ServerSocket listen(InetSocketAddress address) throws IOException {
        var listener = new ServerSocket();
        try {
            listener.setReuseAddress(true);
            listener.bind(address, BACKLOG);
            return listener;
        } catch (IOException e) {
            closeQuietly(listener);
            throw e;
        }
    }

    private void accept(ServerSocket listener, Greeting greeting) {
        while (!listener.isClosed()) {
            try {
                var caller = listener.accept();
                Thread.ofVirtual().name("sandbox-greet").start(() -> admit(caller, greeting));
            } catch (IOException e) {
                log("no connection", e);
                LockSupport.parkNanos(AFTER_FAILURE.toNanos());
            }
        }
    }

    private void admit(Socket accepted, Greeting greeting) {
        try {
            if (wires.size() >= MAX_WIRES) {
                throw new IOException("more than " + MAX_WIRES + " connections");
            }
            accepted.setSoTimeout(GREETING_TIMEOUT_MILLIS);
            var caller = greeting.greet(accepted);
            accepted.setSoTimeout(0);
            connect(caller);
        } catch (IOException e) {
            log("not admitted", e);
            closeQuietly(accepted);
        }
    }

    private void connect(Caller caller) throws IOException {
        var inside = new Socket(server.getAddress(), server.getPort());
        int number = inside.getLocalPort();
        var wire = new Wire(caller.socket(), inside, () -> wires.remove(number));
        wires.put(number, wire);
        inside.getOutputStream().write(caller.said().getBytes(StandardCharsets.ISO_8859_1));
        wire.start();
    }

    /** The wire that ends at this address of the server's side. */
    @Nullable Wire wire(InetSocketAddress insideEnd) {
        return wires.get(insideEnd.getPort());
    }

    @Override
    public void close() {
        doors.forEach(Door::close);
        wires.values().forEach(Wire::close);
    }

    static void closeQuietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            log("close failed", e);
        }
    }

    private static void log(String what, Exception e) {
        System.getLogger(Relay.class.getName()).log(DEBUG, what, e);
    }

    /** Callers come in as long as it is open; it is closed when nobody accepts them any more. */
    private record Door(ServerSocket listener, Thread accepting) {

        void close() {
            closeQuietly(listener);
            try {
                accepting.join(CLOSING);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
