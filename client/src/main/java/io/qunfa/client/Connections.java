package io.qunfa.client;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Connections to the platform. A client has its own unless it is given some to share, as the
 * clients of many accounts in one program should.
 */
public final class Connections implements AutoCloseable {

    private static final int MOST = 64;
    private static final TimeValue RECHECK_IDLE_AFTER = TimeValue.ofSeconds(1);
    private static final TimeValue EVICT_IDLE_AFTER = TimeValue.ofSeconds(30);

    private final CloseableHttpClient http;

    private Connections(CloseableHttpClient http) {
        this.http = http;
    }

    /** At most 64 at a time; a call that needs one more waits as long as for an answer. */
    public static Connections open(Timeouts timeouts) {
        return open(timeouts, MOST);
    }

    /**
     * As many at a time as are asked for.
     *
     * @throws IllegalArgumentException if that is none
     */
    public static Connections open(Timeouts timeouts, int most) {
        if (most < 1) {
            throw new IllegalArgumentException("at least one connection is needed: " + most);
        }
        var connections =
                PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(most)
                        .setMaxConnPerRoute(most)
                        .setDefaultConnectionConfig(
                                ConnectionConfig.custom()
                                        .setConnectTimeout(timeout(timeouts.connect()))
                                        .setSocketTimeout(timeout(timeouts.response()))
                                        .setValidateAfterInactivity(RECHECK_IDLE_AFTER)
                                        .build())
                        .build();
        var http =
                HttpClients.custom()
                        .setConnectionManager(connections)
                        .setDefaultRequestConfig(
                                RequestConfig.custom()
                                        .setResponseTimeout(timeout(timeouts.response()))
                                        .setConnectionRequestTimeout(timeout(timeouts.response()))
                                        .build())
                        .disableAutomaticRetries()
                        .disableRedirectHandling()
                        .disableCookieManagement()
                        .disableAuthCaching()
                        .evictIdleConnections(EVICT_IDLE_AFTER)
                        .build();
        return new Connections(http);
    }

    private static Timeout timeout(Duration duration) {
        return Timeout.of(duration.toMillis(), TimeUnit.MILLISECONDS);
    }

    CloseableHttpClient http() {
        return http;
    }

    @Override
    public void close() {
        http.close(CloseMode.GRACEFUL);
    }
}
