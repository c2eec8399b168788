package io.qunfa.sandbox.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * One caller's connection and its continuation to the server, byte by byte the same until something
 * is to go wrong with the answer. The server notices nothing: its answer is read to the end, and
 * what the caller should not get is thrown away. A caller who sends the next request before it has
 * the last answer may lose that answer too.
 */
final class Wire {

    private static final int BUFFER_BYTES = 16 * 1024;

    private final Socket caller;
    private final Socket server;
    private final Runnable ended;
    private volatile boolean broken;
    private volatile @Nullable Cut cut;

    Wire(Socket caller, Socket server, Runnable ended) throws IOException {
        this.caller = caller;
        this.server = server;
        this.ended = ended;
        caller.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
    }

    void start() {
        Thread.ofVirtual().name("sandbox-requests").start(this::passRequests);
        Thread.ofVirtual().name("sandbox-answers").start(this::passAnswers);
    }

    InetAddress callerAddress() {
        return caller.getInetAddress();
    }

    boolean isSecure() {
        return caller instanceof SSLSocket;
    }

    /** Closes the caller's connection in order; the answer is lost. */
    void drop() {
        broken = true;
        Relay.closeQuietly(caller);
    }

    /** Resets the caller's connection; the answer is lost. */
    void reset() throws IOException {
        caller.setSoLinger(true, 0);
        drop();
    }

    /** Lets so many bytes of the next body through and drops the rest. */
    void cutAfter(int bodyBytes) {
        cut = new Cut(bodyBytes);
    }

    private void passRequests() {
        try {
            caller.getInputStream().transferTo(server.getOutputStream());
            server.shutdownOutput();
        } catch (IOException e) {
            endRequests();
        }
    }

    /** Whoever broke the wire waits for the server's answer; a caller who left does not. */
    private void endRequests() {
        if (!broken) {
            close();
            return;
        }
        try {
            server.shutdownOutput();
        } catch (IOException e) {
            close();
        }
    }

    private void passAnswers() {
        try {
            passAnswers(server.getInputStream());
        } catch (IOException e) {
            // Nobody is left on one side; the other follows.
        } finally {
            close();
        }
    }

    private void passAnswers(InputStream answers) throws IOException {
        var bytes = new byte[BUFFER_BYTES];
        for (int count = answers.read(bytes); count >= 0; count = answers.read(bytes)) {
            if (!broken) {
                pass(bytes, count);
            }
        }
    }

    private void pass(byte[] bytes, int count) throws IOException {
        var edge = cut;
        caller.getOutputStream().write(bytes, 0, edge == null ? count : edge.allowed(bytes, count));
        if (edge != null && edge.isReached()) {
            drop();
        }
    }

    void close() {
        ended.run();
        Relay.closeQuietly(caller);
        Relay.closeQuietly(server);
    }

    /** Finds the place in an answer where it is cut. */
    private static final class Cut {

        private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};

        private int matched;
        private int bodyBytesLeft;

        Cut(int bodyBytes) {
            this.bodyBytesLeft = bodyBytes;
        }

        /** How many of these bytes come before the cut. */
        int allowed(byte[] bytes, int count) {
            int head = 0;
            while (head < count && matched < END_OF_HEAD.length) {
                matched = bytes[head] == END_OF_HEAD[matched] ? matched + 1 : restart(bytes[head]);
                head++;
            }
            int body = Math.min(count - head, bodyBytesLeft);
            bodyBytesLeft -= body;
            return head + body;
        }

        private static int restart(byte last) {
            return last == END_OF_HEAD[0] ? 1 : 0;
        }

        boolean isReached() {
            return matched == END_OF_HEAD.length && bodyBytesLeft == 0;
        }
    }
}
