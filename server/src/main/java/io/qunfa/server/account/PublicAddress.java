package io.qunfa.server.account;

import java.net.URI;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Where this server is reached from outside, as the platform must be told. */
@Component
public final class PublicAddress {

    private final Environment environment;

    PublicAddress(Environment environment) {
        this.environment = environment;
    }

    URI callback(Account account) {
        return URI.create(base() + "/wx/" + account.key());
    }

    /** Without a slash at its end. Behind a proxy it is configured; else it is this machine. */
    public String base() {
        var configured = environment.getProperty("qunfa.public-url", "");
        if (!configured.isBlank()) {
            return configured.replaceAll("/+$", "");
        }
        var port = environment.getProperty("local.server.port", "8080");
        return "http://127.0.0.1:" + port;
    }
}
