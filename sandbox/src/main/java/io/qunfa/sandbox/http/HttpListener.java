package io.qunfa.sandbox.http;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The HTTP server of the JDK behind a {@link Relay}, one virtual thread per request.
 *
 * <p>The server itself listens on a port of loopback that nobody knows; whoever finds it is not
 * answered.
 */
public final class HttpListener implements AutoCloseable {

    private static final int BACKLOG = 1024;

    private final HttpServer server;
    private final Relay relay;
    private final HttpHandler handler;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private HttpListener(HttpServer server, HttpHandler handler) {
        this.server = server;
        this.relay = new Relay(server.getAddress());
        this.handler = handler;
    }

    /** A server that can be reached by nobody yet. */
    public static HttpListener start(HttpHandler handler) {
        settle();
        var inside = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try {
            var listener = new HttpListener(HttpServer.create(inside, BACKLOG), handler);
            listener.serve();
            return listener;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on " + inside, e);
        }
    }

    /**
     * What the server reads once in the life of a JVM, unless somebody has chosen otherwise: before
     * Java 22 it writes the head and the body of an answer apart and lets the second wait for an
     * acknowledgement of the first; and beyond 200 idle connections it hangs up without a word.
     */
    private static void settle() {
        if (Runtime.version().feature() < 22) {
            settle("sun.net.httpserver.nodelay", "true");
        }
        settle("sun.net.httpserver.maxIdleConnections", "10000");
    }

    private static void settle(String setting, String value) {
        if (System.getProperty(setting) == null) {
            System.setProperty(setting, value);
        }
    }

    private void serve() {
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    /**
     * Lets HTTP in at this address; port 0 lets the system choose.
     *
     * @return the port
     * @throws UncheckedIOException if the port is in use
     */
    public int openHttp(InetSocketAddress address) {
        return open(address, Greeting.NONE);
    }

    /** Lets HTTPS in at this address, as {@link #openHttp} does HTTP. */
    public int openHttps(InetSocketAddress address, Authority authority) {
        return open(address, new Tls(authority));
    }

    /** Is a proxy for the platform's hosts at this address. */
    public int openProxy(InetSocketAddress address, Authority authority) {
        return open(address, new Proxy(new Tls(authority)));
    }

    private int open(InetSocketAddress address, Greeting greeting) {
        try {
            return relay.open(address, greeting);
        } catch (IOException e) {
            close();
            throw new UncheckedIOException("cannot listen on " + address, e);
        }
    }

    private void serve(HttpExchange exchange) {
        try (exchange) {
            var wire = relay.wire(exchange.getRemoteAddress());
            if (wire != null) {
                new AnswerWriter(exchange, wire).write(answer(exchange, wire));
            }
        } catch (IOException e) {
            log().log(DEBUG, "the caller left", e);
        }
    }

    private Answer answer(HttpExchange exchange, Wire wire) throws IOException {
        try {
            return handler.handle(RequestReader.read(exchange, wire));
        } catch (MalformedRequest e) {
            return Answer.text(e.status(), String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            log().log(ERROR, "no answer for " + exchange.getRequestURI().getRawPath(), e);
            return Answer.text(500, "the sandbox failed; its log says why");
        }
    }

    /** Stops listening and ends every connection. */
    @Override
    public void close() {
        relay.close();
        server.stop(0);
        threads.shutdownNow();
    }

    /** Asked for only when there is something to say: loading the logger costs start-up time. */
    private static System.Logger log() {
        return System.getLogger(HttpListener.class.getName());
    }
}
