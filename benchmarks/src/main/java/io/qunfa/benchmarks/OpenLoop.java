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
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.DoubleStream;

/**
 * Sends requests at a fixed rate from one thread, whether the server keeps up or not: a request is
 * late from the moment it should have left, so a server that stalls cannot hide it.
 */
final class OpenLoop implements AutoCloseable {

    private static final byte[] END = "success".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] GOOD = "HTTP/1.1 200".getBytes(StandardCharsets.US_ASCII);
    private static final long DRAIN_NANOS = 30_000_000_000L;

    /** It sleeps between two looks, because it shares the processors with what it measures. */
    private static final long TICK_NANOS = 1_000_000;

    private final Selector selector = Selector.open();
    private final Deque<Connection> idle = new ArrayDeque<>();
    private final List<byte[]> requests;
    private final long[] latencies;
    private int answered;
    private int refused;

    OpenLoop(InetSocketAddress address, int connections, List<byte[]> requests) throws IOException {
        this.requests = requests;
        this.latencies = new long[requests.size()];
        for (int i = 0; i < connections; i++) {
            var channel = SocketChannel.open(address);
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            var connection = new Connection(channel);
            channel.register(selector, SelectionKey.OP_READ, connection);
            idle.add(connection);
        }
    }

    /**
     * What came of it.
     *
     * @param rate answers a second from the first departure to the last answer
     * @param millis of the latencies: the median, 99 and 99.9 of a hundred, and the longest
     */
    record Outcome(int sent, int answered, int refused, double rate, List<Double> millis) {

        String report(String name) {
            return String.format(
                    Locale.ROOT,
                    "%s: %,d sent, %,d answered, %,d refused, %,.0f a second; p50 %.1f ms, p99 %.1f ms, p99.9 %.1f ms, longest %.0f ms",
                    name,
                    sent,
                    answered,
                    refused,
                    rate,
                    millis.get(0),
                    millis.get(1),
                    millis.get(2),
                    millis.get(3));
        }
    }

    private List<Double> millis() {
        var sorted = Arrays.copyOf(latencies, answered);
        Arrays.sort(sorted);
        return DoubleStream.of(0.5, 0.99, 0.999, 1)
                .map(part -> answered == 0 ? Double.NaN : at(sorted, part) / 1e6)
                .boxed()
                .toList();
    }

    private static long at(long[] sorted, double part) {
        return sorted[(int) Math.min(sorted.length - 1, sorted.length * part)];
    }

    /** Sends everything at this rate and waits for the answers, for a while. */
    Outcome run(int perSecond) throws IOException {
        long begun = System.nanoTime();
        long interval = 1_000_000_000L / perSecond;
        long last = begun;
        int sent = 0;
        while (answered + refused < requests.size()
                && System.nanoTime() - begun < interval * requests.size() + DRAIN_NANOS) {
            long now = System.nanoTime();
            while (sent < requests.size() && !idle.isEmpty() && begun + sent * interval <= now) {
                idle.pop().send(sent, begun + sent * interval);
                sent++;
            }
            LockSupport.parkNanos(TICK_NANOS);
            selector.selectNow(key -> ((Connection) key.attachment()).receive());
            last = System.nanoTime();
        }
        return new Outcome(sent, answered, refused, answered * 1e9 / (last - begun), millis());
    }

    @Override
    public void close() throws IOException {
        for (var key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }

    private final class Connection {

        private final SocketChannel channel;
        private final byte[] answer = new byte[8192];
        private final ByteBuffer unread = ByteBuffer.wrap(answer);
        private long due;

        Connection(SocketChannel channel) {
            this.channel = channel;
        }

        void send(int number, long dueNanos) throws IOException {
            due = dueNanos;
            var request = requests.get(number);
            if (channel.write(ByteBuffer.wrap(request)) < request.length) {
                throw new IOException("the request did not fit into the connection");
            }
        }

        void receive() {
            try {
                if (channel.read(unread) < 0) {
                    throw new IOException("the server closed a connection");
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            int length = unread.position();
            boolean good = starts(GOOD);
            if (good && !ends(END, length)) {
                return;
            }
            if (good) {
                latencies[answered++] = System.nanoTime() - due;
            } else {
                refused++;
            }
            unread.clear();
            idle.push(this);
        }

        private boolean starts(byte[] with) {
            return Arrays.equals(answer, 0, with.length, with, 0, with.length);
        }

        private boolean ends(byte[] with, int length) {
            return length >= with.length
                    && Arrays.equals(answer, length - with.length, length, with, 0, with.length);
        }
    }
}
