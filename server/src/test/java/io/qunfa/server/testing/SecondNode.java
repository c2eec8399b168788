package io.qunfa.server.testing;

import io.qunfa.server.QunfaServer;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Another server on the database of the test that runs now. */
public final class SecondNode implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private SecondNode(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** It keeps the time of the first node. */
    public static SecondNode start(TestClock first) {
        var context =
                new SpringApplicationBuilder(QunfaServer.class)
                        .registerShutdownHook(false)
                        .run(
                                "--server.port=0",
                                "--server.address=127.0.0.1",
                                "--qunfa.key=" + ServerTest.KEY,
                                "--db-scheduler.enabled=false");
        var clock = context.getBean(TestClock.class);
        clock.advance(Duration.between(clock.instant(), first.instant()));
        return new SecondNode(context);
    }

    /** Where it is; the cookies of the first node are good there too. */
    public URI address() {
        var port = context.getEnvironment().getRequiredProperty("local.server.port");
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        context.close();
    }
}
