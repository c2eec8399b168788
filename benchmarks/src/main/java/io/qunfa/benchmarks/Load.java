package io.qunfa.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/**
 * Repeats one request on many kept-alive connections from one thread, so that it leaves as much of
 * the machine as possible to the server beside it.
 */
final class Load implements AutoCloseable {

    private static final int MAX_ANSWER_BYTES = 64 * 1024;

    private final Selector selector = Selector.open();
    private final byte[] request;
    private long answered;

    Load(InetSocketAddress address, byte[] request, int connections) throws IOException {
        this.request = request;
        for (int i = 0; i < connections; i++) {
            var channel = SocketChannel.open(address);
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.register(selector, SelectionKey.OP_READ, new Connection(channel));
        }
        for (var key : selector.keys()) {
            ((Connection) key.attachment()).ask();
        }
    }

    /** Goes on for so long; how many answers came each second. */
    double run(Duration duration) {
        long before = answered;
        long begun = System.nanoTime();
        long end = begun + duration.toNanos();
        while (System.nanoTime() < end) {
            try {
                selector.select(key -> ((Connection) key.attachment()).receive(), 100);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return (answered - before) * 1e9 / (System.nanoTime() - begun);
    }

    @Override
    public void close() throws IOException {
        for (var key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }

    /** One connection and the answer that is arriving on it. */
    private final class Connection {

        private final SocketChannel channel;
        private final byte[] answer = new byte[MAX_ANSWER_BYTES];
        private final ByteBuffer unread = ByteBuffer.wrap(answer);

        Connection(SocketChannel channel) {
            this.channel = channel;
        }

        void ask() throws IOException {
            if (channel.write(ByteBuffer.wrap(request)) < request.length) {
                throw new IOException("the request did not fit into the connection");
            }
        }

        void receive() {
            try {
                if (channel.read(unread) < 0) {
                    throw new IOException("the server closed a connection");
                }
                if (isWhole()) {
                    unread.clear();
                    answered++;
                    ask();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private boolean isWhole() throws IOException {
            var text = new String(answer, 0, unread.position(), StandardCharsets.ISO_8859_1);
            int head = text.indexOf("\r\n\r\n");
            if (head < 0) {
                return false;
            }
            int length = text.toLowerCase(Locale.ROOT).indexOf("content-length: ") + 16;
            int end = text.indexOf('\r', length);
            if (text.length() < head + 4 + Integer.parseInt(text, length, end, 10)) {
                return false;
            }
            if (!text.startsWith("HTTP/1.1 200") || text.contains("\"errcode\"")) {
                throw new IOException("not a good answer: " + text);
            }
            return true;
        }
    }
}
