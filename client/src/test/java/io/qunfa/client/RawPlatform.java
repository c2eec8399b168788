package io.qunfa.client;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Reads a request off a socket and then does what no HTTP server would. */
final class RawPlatform implements AutoCloseable {

    /** What is done to a connection once its request has arrived. */
    interface Behaviour {
        void act(Socket connection) throws IOException;
    }

    private final ServerSocket server;
    private final Behaviour behaviour;
    private final AtomicInteger requests = new AtomicInteger();

    RawPlatform(Behaviour behaviour) {
        this.behaviour = behaviour;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var acceptor = new Thread(this::accept, "raw-platform");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    static Behaviour answering(String head, String body) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        return connection -> {
            var out = connection.getOutputStream();
            var text =
                    head + "\r\nContent-Length: " + bytes.length + "\r\nConnection: close\r\n\r\n";
            out.write(text.getBytes(StandardCharsets.US_ASCII));
            out.write(bytes);
            out.flush();
        };
    }

    static Behaviour resetting() {
        return connection -> connection.setSoLinger(true, 0);
    }

    static Behaviour breakingOff() {
        return connection ->
                connection
                        .getOutputStream()
                        .write(
                                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"errcode\":0,\"err"
                                        .getBytes(StandardCharsets.US_ASCII));
    }

    int requests() {
        return requests.get();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void accept() {
        while (!server.isClosed()) {
            try (var connection = server.accept()) {
                readRequest(connection);
                requests.incrementAndGet();
                behaviour.act(connection);
            } catch (IOException e) {
                // The client went away, or the test is over; the loop finds out which.
            }
        }
    }

    private static void readRequest(Socket connection) throws IOException {
        var in = new BufferedInputStream(connection.getInputStream());
        var length = 0;
        for (var line = readLine(in); !line.isEmpty(); line = readLine(in)) {
            if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
        in.readNBytes(length);
    }

    private static String readLine(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (var c = in.read(); c != '\n' && c != -1; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
