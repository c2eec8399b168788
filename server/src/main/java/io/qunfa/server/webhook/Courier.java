package io.qunfa.server.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Carries a request to another system and brings its answer back: no redirect, no cookie, no second
 * try, no more than the first 64 KB, and never longer than it may take.
 */
@Component
final class Courier implements DisposableBean {

    static final int MOST_BYTES = 64 * 1024;

    private static final Timeout CONNECT = Timeout.ofSeconds(3);
    private static final int MOST_CONNECTIONS = 200;
    private static final int MOST_CONNECTIONS_EACH = 20;

    private final Map<Addresses, CloseableHttpClient> clients = new EnumMap<>(Addresses.class);

    Courier() {
        for (var addresses : Addresses.values()) {
            clients.put(addresses, client(addresses));
        }
    }

    /**
     * A request.
     *
     * @param within how long it may take from the first byte to the last
     */
    record Parcel(
            URI url, ContentType type, String body, Map<String, String> headers, Duration within) {}

    Told carry(Parcel parcel, Addresses addresses) {
        var begun = System.nanoTime();
        var request = request(parcel);
        var carrying = new FutureTask<>(() -> exchange(request, addresses, begun));
        Thread.ofVirtual().name("webhook").start(carrying);
        try {
            return carrying.get(parcel.within().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            request.abort();
            return failed("no answer within " + parcel.within().toMillis() + " ms", begun);
        } catch (ExecutionException e) {
            return failed(String.valueOf(e.getMessage()), begun);
        } catch (InterruptedException e) {
            request.abort();
            Thread.currentThread().interrupt();
            return failed("interrupted", begun);
        }
    }

    private Told exchange(HttpPost request, Addresses addresses, long begun) throws IOException {
        return Objects.requireNonNull(clients.get(addresses))
                .execute(request, answer -> told(answer, begun));
    }

    private static Told told(ClassicHttpResponse answer, long begun) throws IOException {
        var body = body(answer);
        return new Told(answer.getCode(), body, since(begun), Optional.empty());
    }

    private static String body(ClassicHttpResponse answer) throws IOException {
        var entity = answer.getEntity();
        if (entity == null) {
            return "";
        }
        try (InputStream in = entity.getContent()) {
            return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        }
    }

    private static HttpPost request(Parcel parcel) {
        var request = new HttpPost(parcel.url());
        parcel.headers().forEach(request::setHeader);
        request.setHeader("User-Agent", "Qunfa");
        request.setEntity(
                new ByteArrayEntity(parcel.body().getBytes(StandardCharsets.UTF_8), parcel.type()));
        request.setConfig(
                RequestConfig.custom()
                        .setConnectionRequestTimeout(CONNECT)
                        .setResponseTimeout(Timeout.of(parcel.within()))
                        .build());
        return request;
    }

    private static CloseableHttpClient client(Addresses addresses) {
        return HttpClients.custom()
                .setConnectionManager(
                        PoolingHttpClientConnectionManagerBuilder.create()
                                .setDnsResolver(addresses)
                                .setMaxConnTotal(MOST_CONNECTIONS)
                                .setMaxConnPerRoute(MOST_CONNECTIONS_EACH)
                                .setDefaultConnectionConfig(
                                        ConnectionConfig.custom()
                                                .setConnectTimeout(CONNECT)
                                                .build())
                                .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }

    private static Told failed(String problem, long begun) {
        return new Told(0, "", since(begun), Optional.of(problem));
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    @Override
    public void destroy() throws IOException {
        for (var client : clients.values()) {
            client.close();
        }
    }
}
